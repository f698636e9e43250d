/*
 * Loose XML: tags with attributes out of a file that only nearly is XML, as backups of phones are:
 * entities that stand for half a character, control characters, a file that breaks off. Elements
 * one after the other, nothing copied, in constant memory.
 */
#ifndef BDL_READ_LOOSE_XML_H
#define BDL_READ_LOOSE_XML_H

#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_LOOSE_ATTRIBUTES 64 /* further ones are passed over */

struct bdl_loose_attribute {
	const char *name, *value; /* the value as it stands, entities and all */
	size_t name_length, value_length;
	bool open; /* the file breaks off inside it */
};

struct bdl_loose_tag {
	const char *name;
	size_t name_length;
	bool closing; /* "</name>" */
	bool empty; /* "<name ... />" */
	bool broken; /* another tag, or the end of the file, comes before its ">" */
	struct bdl_loose_attribute attributes[BDL_LOOSE_ATTRIBUTES];
	size_t count;
};

/* The tag that begins at *at or later, which moves on behind it; comments and instructions are
 * passed over. false: no more. */
bool bdl_loose_tag(const char *bytes, size_t length, size_t *at, struct bdl_loose_tag *out);

bool bdl_loose_is(const struct bdl_loose_tag *t, const char *name);
/* Lends; NULL if it is not there. Names are compared without ASCII case. */
const struct bdl_loose_attribute *bdl_loose_find(const struct bdl_loose_tag *t, const char *name);

/*
 * Appends text with its entities resolved: two that together stand for one character make that
 * character, half of one and what is no character at all become a sign, "[character U+D83D]"; what
 * is no entity stays as it stands. Never a NUL.
 */
void bdl_loose_value(const char *text, size_t length, struct bdl_buffer *out);

#endif
