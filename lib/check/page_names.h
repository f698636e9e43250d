/*
 * Page names: what the pages of a bundle are called, by what is printed on them and by the labels of the PDF, and what an
 * index or a bookmark means when it names one. Pure. Inside this room.
 */
#ifndef BDL_CHECK_PAGE_NAMES_H
#define BDL_CHECK_PAGE_NAMES_H

#include "check/rules.h"

/* The page of the PDF that is called `label` by what is printed on pages, by page labels, or by counting; 0: none. */
unsigned bdl_page_called(struct bdl_judging *j, const char *label);

/* "1/12" in volume 2, whose own pages are called 2/1, 2/2 ...: a page of another file. */
bool bdl_is_of_other_volume(struct bdl_judging *j, const char *label);

/* What page `page` is called: the printed number, else the label, else its place. From the arena; never NULL. */
const char *bdl_name_of_page(struct bdl_judging *j, unsigned page);

/* What a bookmark says besides the number of the document and the page, which is called `label`. From the arena; never NULL. */
const char *bdl_bookmark_words(struct bdl_judging *j, const char *title, const char *label);

#endif
