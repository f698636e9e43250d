/*
 * Read: one file -> facts and a part. Linked into bundle-reader alone and run in a sandboxed child that may
 * crash, hang or grow: the parent notices. Each format is one file here.
 */
#ifndef BDL_READ_READ_H
#define BDL_READ_READ_H

#include "base/private.h"
#include "model/facts.h"

/* Where a drawn page will name the page of a document inside this one; see bdl_reading_mention(). */
struct bdl_mentioned {
	unsigned page;           /* of the drawn ones, from 0 */
	double x, y, width;      /* points, as on a canvas: from the left and from the top to the baseline */
	uint32_t inner;          /* which of facts.inner, from 0 */
};

struct bdl_reading {
	int input;               /* the evidence, read-only; offset 0 */
	uint64_t size;           /* of it */
	const char *name;        /* base name: a hint for format and title, never trusted */
	int output;              /* write the part here, from offset 0 */
	uint64_t output_limit;   /* bytes */
	const char *scratch;     /* an empty folder that may be written to */
	const unsigned char *head; /* the first bytes of the file */
	size_t head_length;      /* at most 1 MiB */
	int inner;               /* documents inside are written here, one behind the other; -1: nobody wants them */
	uint64_t inner_length;   /* so far */
	const char *ocr;         /* "", "auto eng", "all eng": which pages count as scanned, and their language */
	bool recognise;          /* read them now; false: only count them in facts.scanned */
	const struct bdl_private_list *hide; /* what its pages must not show; NULL: nothing is hidden */
	const char *reserved;    /* what has to be free on pages: bdl_stamping_text(); NULL: BDL_STAMPING_INIT */
	struct bdl_layer *layer; /* words of its pictures, for bdl_pdf_to_part() (layer.h); NULL: none */
	bool no_words;           /* they could not be read for want of the language: another day it may be installed */
	struct bdl_mentioned *mentions; /* of what is being drawn */
	size_t mention_count;
	bool records_full;       /* a warning says that there are more */
	struct bdl_arena *arena; /* strings of facts live here */
	struct bdl_facts *facts; /* to be filled; zeroed before */
};

/*
 * Identifies and reads. 0: facts are filled (shown or not, with the reason) and, if shown, the part is whole.
 * -1: the reader itself failed (out of memory, cannot write): the caller reports the message.
 */
int bdl_read(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;

/* Says that the file is not shown. Always returns 0. */
int bdl_not_shown(struct bdl_reading *r, enum bdl_reason reason, const char *detail);

/* Adds a sentence to the warnings. */
int bdl_reading_warn(struct bdl_reading *r, const char *format, ...) BDL_PRINTF(2, 3);

/* One for each family of formats; called by bdl_read() with facts.format and media_type already set. */
int bdl_read_pdf(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;   /* pdf/pdf.c */
int bdl_read_image(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK; /* image.c */
int bdl_read_text(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;  /* text.c */
int bdl_read_csv(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;   /* csv.c */
int bdl_read_backup(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK; /* phone_backup.c */
int bdl_read_whatsapp(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK; /* chat.c */
int bdl_read_chat_json(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK; /* chat_json.c */
int bdl_read_archive(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK; /* archive.c */
int bdl_read_av(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;      /* av.c */
int bdl_read_mail(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;  /* mail_parse.c: rfc822 */
int bdl_read_mailbox(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK; /* mail_box.c: mbox */
int bdl_read_outlook(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK; /* outlook.c: msg */
int bdl_read_tnef(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;  /* tnef.c: winmail.dat */
int bdl_read_office(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK; /* office.c */

/*
 * Turns a PDF in memory into a part on r->output (pdf/part.c). drawn: made by our canvas: pages are marked
 * BDL_PAGE_DRAWN when `furnished`, and libharu's ToUnicode maps are replaced by right ones.
 * For foreign PDFs everything that part.h asks for is done: destinations resolved, JavaScript and automatic
 * actions gone, corner freed. *pages is how many there were.
 */
struct bdl_pdf_options {
	bool drawn, furnished;
	bool facts;              /* fill text, dates and warnings of r->facts from a foreign PDF */
	bool export_fonts;       /* list the fonts of page 1 as exports, in the order of their resource names */
};

int bdl_pdf_to_part(struct bdl_reading *r, const void *pdf, size_t length, const struct bdl_pdf_options *o,
	unsigned *pages, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Searches a finished PDF once more for what was to be hidden: its text, as anybody could extract it, and every string and every
 * description that it holds. One line to findings for each place, at most 100: "page 7: national-insurance". -1: it could
 * not be searched.
 */
int bdl_pdf_seek(int pdf, const struct bdl_private_list *l, struct bdl_buffer *findings, struct bdl_error *err)
	BDL_MUST_CHECK; /* pdf/seek.c */

/*
 * Is a PDF no more than words that can be extracted, and is nothing of l in them nor in any of its strings? Pictures, files that
 * it carries, layers, passwords and earlier versions of itself make it say no. The bytes are those of `pdf`.
 */
bool bdl_pdf_is_plain(int pdf, const void *bytes, size_t length, const struct bdl_private_list *l); /* pdf/seek.c */

/* Finds dates in text and adds them as candidates (at most BDL_FACTS_DATES_MAX in all), labels from the words around. */
int bdl_reading_dates(struct bdl_reading *r, const char *text, size_t length, unsigned page, struct bdl_error *err)
	BDL_MUST_CHECK;  /* dates.c */

#endif
