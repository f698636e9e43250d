/*
 * The texts of schemas/recipients that are compiled in, one for each file that is there. lib/model/CMakeLists.txt writes the
 * table, so that a recipient is added as a file and nothing else.
 */
#ifndef BDL_MODEL_RECIPIENT_TABLE_H
#define BDL_MODEL_RECIPIENT_TABLE_H

#include <stddef.h>

struct bdl_recipient_text {
	const char *path; /* "schemas/recipients/ice.yaml" */
	const unsigned char *bytes;
	const unsigned long *size;
};

extern const struct bdl_recipient_text bdl_recipient_texts[];
extern const size_t bdl_recipient_text_count;

#endif
