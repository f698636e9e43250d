/*
 * The beginning of a message in a saved chat: "[14/08/2023, 09:15:32] ", "20/06/2021, 14:30 - ",
 * "6/20/21, 2:30 PM - " and their like.
 */
#ifndef BDL_READ_CHAT_STAMP_H
#define BDL_READ_CHAT_STAMP_H

#include "read/date_order.h"

enum bdl_chat_shape {
	BDL_CHAT_BRACKETS, /* "[...] " */
	BDL_CHAT_DASH, /* "... - " */
	BDL_CHAT_BARE /* "... ", with seconds: too little to tell a chat by */
};

struct bdl_chat_stamp {
	struct bdl_figures date;
	uint32_t seconds; /* of the day */
	bool has_seconds;
	enum bdl_chat_shape shape;
	size_t date_at, date_length; /* as written */
	size_t length; /* with everything up to the name */
};

/* false: the line does not begin with one. */
bool bdl_chat_stamp(const char *line, size_t length, struct bdl_chat_stamp *out);

/* "14:30", "2:30 pm", "21.25.15", "09:15:32" at s; its length, or 0. */
size_t bdl_chat_clock(const char *s, size_t length, uint32_t *seconds, bool *has_seconds);

/* Bytes of spaces and of marks that are not seen, at s. */
size_t bdl_chat_blank(const char *s, size_t length);

#endif
