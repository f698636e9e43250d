/*
 * Pages: the parts of the bundle that this room draws, each begun on a new page. All work on a
 * draft, dry or not.
 */
#ifndef BDL_DRAW_PAGES_H
#define BDL_DRAW_PAGES_H

#include "draw/table.h"

/* From page `first`, which is 1; returns how many pages it took. */
unsigned bdl_cover(struct bdl_draft *d, unsigned first);

/* At most one page, `first`; not asked for, or nothing to say: none. */
unsigned bdl_summary(struct bdl_draft *d, unsigned first);
bool bdl_has_summary(const struct bdl_bundle *b);

/* From page `first`; fills d->rows and d->account. */
unsigned bdl_index(struct bdl_draft *d, unsigned first);

/* From page `first`; no entry, no page. */
unsigned bdl_chronology(struct bdl_draft *d, unsigned first);

/* Deadlines and delays; arrears, losses and remedy; allegations: from page `first`; nothing to say, no page. */
unsigned bdl_delays(struct bdl_draft *d, unsigned first);
unsigned bdl_arrears(struct bdl_draft *d, unsigned first);
unsigned bdl_allegations(struct bdl_draft *d, unsigned first);
bool bdl_has_delays(const struct bdl_bundle *b);
bool bdl_has_arrears(const struct bdl_bundle *b);
bool bdl_has_allegations(const struct bdl_bundle *b);

/* The words of others that stand on the pages of arrears and losses: calls `see` for each; NULL is one. */
void bdl_arrears_words(struct bdl_draft *d, void (*see)(struct bdl_draft *, const char *, void *), void *data);

/* The essential reading, from page `first`; not asked for, no page. */
unsigned bdl_essential(struct bdl_draft *d, unsigned first);
bool bdl_has_essential(const struct bdl_bundle *b);

/* The page in front of a section. */
void bdl_section_sheet(struct bdl_draft *d, const struct bdl_section *s);

/* The pages in front of an exhibit to a witness statement, from page `first`; how many they are. */
unsigned bdl_exhibit_front(struct bdl_draft *d, const struct bdl_section *s, unsigned first);

/* The page for an exhibit that could not be shown. */
void bdl_exhibit_sheet(struct bdl_draft *d, size_t row);

/* What bind stamps on the pages of exhibits: out->stamps, one for each row. Needs d->rows. */
void bdl_stamps(struct bdl_draft *d, struct bdl_drawn *out);

/* ---- shared by the parts ---- */

/* The grid of the index, fit for its numbers; s: of that section's rows alone; NULL: of all. */
struct bdl_table_form bdl_index_form(const struct bdl_bundle *b, const struct bdl_section *s);
/* The cells of a row of the index: number, title, date. notes: also what stands below the title. */
void bdl_index_cells(struct bdl_table *t, size_t row, bool notes);
/*
 * The lines of a date: in brackets and italic where it is inferred, with its provenance below; the first is
 * `width` wide, the others `below`.
 */
void bdl_date_cell(struct bdl_draft *d, struct bdl_cell *cell, double width, double below,
	const struct bdl_date *date);
/* "12. Letter from the CMS", or "Document 12" where that is too wide for a header. */
const char *bdl_exhibit_header(struct bdl_draft *d, const struct bdl_exhibit *x);
/* "Exhibit AB1: Letters from the CMS"; of a section that is no exhibit to a statement its title. */
const char *bdl_section_name(struct bdl_draft *d, const struct bdl_section *s);
/*
 * The grid of the chronology, fit for its numbers, and for a table on it the cells of an entry; of the last column alone: where
 * what `exhibit` shows on its page, or `by` tells, can be seen. They return the page to press, or 0, and set t->elsewhere.
 */
struct bdl_table_form bdl_chronology_form(const struct bdl_bundle *b);
unsigned bdl_entry_cells(struct bdl_table *t, const struct bdl_entry *e);
unsigned bdl_source_cell(struct bdl_table *t, size_t exhibit, unsigned page, const char *by);
/* True if some exhibit's (entry's) date is drawn in brackets. */
bool bdl_some_bracket(const struct bdl_bundle *b, bool entries);

#define BDL_BRACKETS                                                                               \
	"A date in [square brackets] is not stated in the document; the line below it says where " \
	"it comes from."

#endif
