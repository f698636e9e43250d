/*
 * Words: numbers, dates, references and sizes as they are printed on the bundle's own pages.
 * Strings are the draft's unless said otherwise.
 */
#ifndef BDL_DRAW_WORDS_H
#define BDL_DRAW_WORDS_H

#include "draw/draft.h"

#define BDL_FOOT "Index: "
#define BDL_NUMBER_TEXT 32

/* "1,234". */
void bdl_words_count(size_t count, char out[BDL_NUMBER_TEXT]);
/* "1234", "2/12": a page's number, as it stands on the page. */
void bdl_words_number(const struct bdl_draft *d, unsigned page, char out[BDL_LABEL_TEXT]);
/* "page 1234", no-break. */
const char *bdl_words_page(struct bdl_draft *d, unsigned page);
/* ", in all 3 volumes"; "" where there is one. */
const char *bdl_words_all_volumes(struct bdl_draft *d);
/* "AB1-3", the mark on a page; "" where there is none. */
const char *bdl_words_mark(struct bdl_draft *d, unsigned page);
/* "41 documents"; "1 document". */
const char *bdl_words_counted(struct bdl_draft *d, size_t count, const char *one, const char *many);

/* "12,391.53", from pence; a negative sum begins with a minus sign. */
const char *bdl_words_money(struct bdl_draft *d, int64_t pence);

/* "1212 1212 1212" from twelve digits however spaced; anything else as it is. */
const char *bdl_words_reference(struct bdl_draft *d, const char *reference);
/* "QQ 12 34 56 C" from nine letters and digits however spaced; anything else as it is. */
const char *bdl_words_insurance(struct bdl_draft *d, const char *number);

/* "10 February 2023", no-break; "" for no date. */
const char *bdl_words_day(struct bdl_draft *d, struct bdl_day day);
/* The words for where an inferred date comes from; NULL for a stated one. */
const char *bdl_words_source(const struct bdl_date *date);
/* "day first, as written: 3/4/2023", "or 4 May 2023: both stand in it"; NULL unless the date is ambiguous. */
const char *bdl_words_ambiguity(struct bdl_draft *d, const struct bdl_date *date);
/* All in one line: "[21 February 2023], from the file name"; "undated". */
const char *bdl_words_date(struct bdl_draft *d, const struct bdl_date *date);

/* "Letters, continued", only once. */
const char *bdl_words_continued(struct bdl_draft *d, const char *title);

/* Half of a digest in groups of four, "gap" between the two blocks of four groups. */
const char *bdl_words_digest(
	struct bdl_draft *d, const uint8_t sha256[BDL_SHA256_SIZE], bool second, const char *gap);

/* "sound, MP3"; "PDF document"; "a kind that is not known (application/x-foo)". */
const char *bdl_words_kind(struct bdl_draft *d, const struct bdl_exhibit *x);

/* First and last day that exhibits are about; false if none is dated. */
struct bdl_span {
	struct bdl_day first, last;
	size_t dated, undated;
};

/* Widens the span by an exhibit's date. */
void bdl_span_add(struct bdl_span *s, const struct bdl_date *date);
/* "24 June 2019 to 10 February 2023"; one day only once; "" if nothing is dated. */
const char *bdl_words_span(struct bdl_draft *d, const struct bdl_span *s);

#endif
