/* Text form: how plain text is set. Prose as every other page; text that was aligned with spaces so
 * that it still is. */
#ifndef BDL_READ_TEXT_FORM_H
#define BDL_READ_TEXT_FORM_H

#include "draw/canvas.h"

struct bdl_text_form {
	struct bdl_font font;
	double leading;
	double tab; /* points between tab stops */
	bool landscape; /* A4 on its side */
};

struct bdl_text_form bdl_text_form(const char *text, size_t length);

#endif
