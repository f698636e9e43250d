/* The parts of a multimedia message in a phone's backup: its words, and what came with them. */
#ifndef BDL_READ_PHONE_PARTS_H
#define BDL_READ_PHONE_PARTS_H

#include "read/loose_xml.h"
#include "read/reading.h"

struct bdl_phone_parts {
	struct bdl_buffer words; /* of all parts that are text, each on lines of its own */
	struct bdl_buffer notes; /* a line for each other part: "Picture with this message: ..." */
	size_t broken; /* parts whose data could not be decoded */
};

/*
 * Takes one <part> tag: text is added to the words, media are decoded and handed out as documents
 * inside. What only says how the parts are laid out (SMIL) is passed over. -1: the reading failed.
 */
int bdl_phone_part(struct bdl_phone_parts *p, struct bdl_reading *r,
	const struct bdl_loose_tag *tag, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Appends what base64 text stands for; white space is passed over. false: something in it is not
 * base64; what stands before has been appended.
 */
bool bdl_base64_decode(const char *text, size_t length, struct bdl_buffer *out);

#endif
