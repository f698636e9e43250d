/*
 * Shows: what a page's last content stream puts on the page as text, and where. Reads only the few
 * operators that such a stream may use; anything else in it is refused rather than guessed at.
 * Knows no PDF library.
 */
#ifndef BDL_BIND_PROVE_SHOWS_H
#define BDL_BIND_PROVE_SHOWS_H

#include <stddef.h>

#define BDL_SHOWS_MAX 8
#define BDL_SHOW_TEXT 512

struct bdl_show {
	char text[BDL_SHOW_TEXT]; /* bytes as shown */
	size_t length;
	char font[16]; /* its name among the resources */
	double size;
	double m[6]; /* text space to user space, where the text begins */
	double colour[3]; /* red, green, blue, from 0 to 1 */
};

/* NULL and *count, or what it is that cannot be read. */
const char *bdl_read_shows(
	const char *content, size_t length, struct bdl_show shows[BDL_SHOWS_MAX], size_t *count);

#endif
