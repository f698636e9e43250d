/*
 * Office kit: LibreOffice as a library, in a child process of the reader, through its plain C entry
 * (LibreOfficeKit): it starts in half the time of the program. Spreadsheets go through the program:
 * see office_program.h.
 */
#ifndef BDL_READ_OFFICE_KIT_H
#define BDL_READ_OFFICE_KIT_H

#include "read/read.h"

enum bdl_office_answer {
	BDL_OFFICE_DONE,
	BDL_OFFICE_ABSENT, /* LibreOffice is not installed */
	BDL_OFFICE_SLOW, /* it did not end within its time */
	BDL_OFFICE_FAILED /* it would not load the document, or crashed on it */
};

bool bdl_office_present(void);

/* Which build of it is installed, as its own file of versions says: "40(Build:2)"; "" if none is,
 * or it does not say. */
#define BDL_OFFICE_BUILD 64
void bdl_office_build(char out[BDL_OFFICE_BUILD]);

/*
 * Converts the document to PDF; format, our token, tells LibreOffice what it is. Macros are not
 * run, links not followed, nothing is fetched. Works in r->scratch, and leaves litter there. out is
 * the PDF; out->failed tells of memory.
 */
enum bdl_office_answer bdl_office_convert(struct bdl_reading *r, const void *bytes, size_t length,
	const char *format, struct bdl_buffer *out);

#endif
