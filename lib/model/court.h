/*
 * Court: what bundle.yaml says beyond the case where the recipient is a court: the proceedings, the witness statements
 * and their exhibits (PD 32, 11 to 15 and 18), the essential reading (PD 54A, 4.4(1)(h)), the core bundle (PD 54A,
 * 16.1), what is filed by itself. Paths are as bundle.yaml has them: readable, below the evidence folder, of a file, of
 * a folder, or with * and ? in them.
 */
#ifndef BDL_MODEL_COURT_H
#define BDL_MODEL_COURT_H

#include "base/calendar.h"
#include <stdbool.h>
#include <stddef.h>

#define BDL_CORE_PAGES 400 /* a hearing bundle of more pages needs a core bundle (PD 54A, 16.1) */

struct bdl_bundle;
struct bdl_case;

/* clang-format off */
/* An exhibit to a witness statement. */
struct bdl_exhibited {
	const char *mark;         /* "AB1"; NULL in bundle.yaml where the next number is meant: judge fills it in */
	const char *title;        /* NULL: that of its documents' section */
	const char **files;       /* NULL-ended, at least one; NULL: a section of the normal arrangement (judge) */
};

struct bdl_statement {
	const char *witness;      /* "A. Brown"; never NULL */
	const char *initials;     /* 2 to 4 capitals; NULL in bundle.yaml where they are those of the name: judge fills them in */
	const char *capacity;     /* "solicitor for the Claimant", or NULL */
	const char *on_behalf_of; /* "Claimant", or NULL */
	unsigned number;          /* of the witness's statements, from 1; 0 in bundle.yaml: the next (judge) */
	unsigned first_exhibit;   /* the number of its first mark, where earlier statements had marks; 0: the next */
	struct bdl_day date;      /* all 0: not yet made */
	struct bdl_exhibited *exhibits;
	size_t exhibit_count;
};

/* Something that the court is asked to read first. */
struct bdl_essential {
	const char *file;         /* one file */
	unsigned from, to;        /* pages of the document, from 1; 0: all of it */
	const char *note;         /* "paragraphs 3 to 9", or NULL */
	size_t exhibit;           /* judge: row of exhibits */
};

struct bdl_court {
	const char **court;       /* its name in lines, NULL-ended; NULL: no proceedings are named */
	const char *claim_number; /* "AC-2023-LON-000123", or NULL */
	const char **heading;     /* title of the proceedings, in lines, NULL-ended: names, roles, "and"; or NULL */
	struct bdl_statement *statements;
	size_t statement_count;
	struct bdl_essential *essential;
	size_t essential_count;
	unsigned reading_minutes; /* estimate for the essential reading; 0: none is given */
	const char **core, **separate; /* paths, NULL-ended; or NULL */

	/* judge: rows of exhibits: of the core bundle in the order in which they are bound; filed by themselves, as listed */
	size_t *core_rows, *separate_rows;
	size_t core_count, separate_count;

	/* once the core bundle is paginated: its length, and the first page there of each of core_rows */
	unsigned core_pages, *core_first;
};
/* clang-format on */

/* What the documents of an exhibit are, where they are letters and nothing else (PD 32, 12.2). */
enum bdl_correspondence { BDL_MIXED, BDL_LETTERS, BDL_LETTERS_AND_MAIL };

/* Proceedings are named, or the recipient is a court: pages are drawn as courts want them (LOOK 9). */
bool bdl_is_for_court(const struct bdl_case *c);
/* The recipient is called a tribunal. */
bool bdl_is_for_tribunal(const struct bdl_case *c);

/* True if the text begins with 2 to 4 capitals, A to Z, and nothing follows. */
bool bdl_initials_are_usable(const char *initials);

/* Splits "AB12" in its initials' length and its number; false if it is no mark (R33: ^[A-Z]{2,4}[0-9]+$). */
bool bdl_mark_parse(const char *mark, size_t *initials, unsigned *number);

/* True for "Mr", "Dr.", "Dame": a word in front of a name that has no initial in it. */
bool bdl_is_style(const char *word, size_t length);

/* "first", "second", ... "tenth", then "11th", "22nd". */
#define BDL_ORDINAL_TEXT 16
void bdl_ordinal(unsigned number, char out[BDL_ORDINAL_TEXT]);

#endif
