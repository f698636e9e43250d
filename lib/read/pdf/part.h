/* Part: a PDF turned into a part, for pdf.c and for bdl_pdf_to_part(). */
#ifndef BDL_READ_PDF_PART_H
#define BDL_READ_PDF_PART_H

#include "read/pdf/source.h"
#include "read/read.h"

struct pdf_job {
	struct bdl_reading *reading;
	const struct bdl_pdf_options *options;
	struct pdf_source *source; /* opened */
	int pdf; /* the same PDF as a descriptor, for children; -1: none */
	bool doubtful; /* no pages at all rather than pages none of which can be decoded */
	bool attachments; /* files that it carries become documents of their own */
	bool facts; /* also text, dates and warnings */
};

enum pdf_made { PDF_MADE, PDF_NO_PAGES, PDF_TOO_BIG };

/* Writes the part and says how many pages it has. -1: out of memory, or it cannot be written. */
int bdl_part_make(const struct pdf_job *job, enum pdf_made *made, unsigned *pages,
	struct bdl_error *err) BDL_MUST_CHECK;

/* Bytes as a file without a name, for children to read; -1 when that cannot be. */
int bdl_part_as_file(const void *bytes, size_t length);

#endif
