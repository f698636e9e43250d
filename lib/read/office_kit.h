/*
 * Office kit: LibreOffice as a library, in a child process of the reader, through its plain C entry
 * (LibreOfficeKit). The program `soffice` cannot be used: it does not start unless it may open a
 * socket in /tmp, which the sandbox does not allow. The library needs none.
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

/*
 * Converts the document to PDF; extension tells LibreOffice what it is. Macros are not run, links
 * not followed, nothing is fetched. Works in r->scratch, and leaves litter there. out is the PDF;
 * out->failed tells of memory.
 */
enum bdl_office_answer bdl_office_convert(struct bdl_reading *r, const void *bytes, size_t length,
	const char *extension, struct bdl_buffer *out);

#endif
