/*
 * What the readers of office documents share: a look inside without LibreOffice, and the words for
 * when it is not there.
 */
#ifndef BDL_READ_OFFICE_H
#define BDL_READ_OFFICE_H

#include "read/read.h"

/* Things in a document that its pages do not show. */
struct bdl_office_contents {
	bool macros, changes, embedded;
	bool clock; /* a date that is today's whenever the document is opened */
};

/* office_look.c. format: the token. Damaged files are not locked and hold nothing. */
bool bdl_office_locked(const char *format, const unsigned char *bytes, size_t length);
struct bdl_office_contents bdl_office_look(const unsigned char *bytes, size_t length);

/*
 * office_inside.c, which knows libgsf: the first `most` bytes of a member of a zip file
 * ("word/document.xml") or of a stream of a compound file. false: there is none, or memory ran out
 * (out->failed).
 */
bool bdl_office_member(const unsigned char *bytes, size_t length, const char *path, size_t most,
	struct bdl_buffer *out);

/*
 * office_look.c: adds the day on which the document was last saved, by its own account, as a
 * candidate for its date; the day on which it was begun may be that of a form that it was made
 * from.
 */
int bdl_office_dates(struct bdl_reading *r, const unsigned char *bytes, size_t length,
	struct bdl_error *err) BDL_MUST_CHECK;

/* office_words.c: draws the words of docx, odt and rtf, with a warning. 1: shown; 0: it has none to
 * show; -1: failure. */
int bdl_office_words(struct bdl_reading *r, const unsigned char *bytes, size_t length,
	struct bdl_error *err) BDL_MUST_CHECK;

/* office_rtf.c: appends the words of an RTF document as UTF-8, one line a paragraph. */
void bdl_office_rtf(const char *rtf, size_t length, struct bdl_buffer *out);

/* office_xml.c, which knows libxml2: appends the words of word/document.xml or of an ODF
 * content.xml. */
void bdl_office_xml(const char *xml, size_t length, struct bdl_buffer *out);

#endif
