/*
 * Bind: parts + drawn pages -> bundle.pdf. A linker (see model/part.h): it copies parts, patches references,
 * stamps the numbers and writes page tree, labels, outline, links, form fields, layers and cross-reference
 * table. It parses no PDF and never holds the document in memory.
 */
#ifndef BDL_BIND_BIND_H
#define BDL_BIND_BIND_H

#include "model/bundle.h"
#include "model/drawn.h"

struct bdl_bind_input {
	const struct bdl_bundle *bundle; /* paginated */
	const struct bdl_drawn *drawn;
	int drawn_part, furniture_part;  /* descriptors: drawn->pdf and drawn->furniture as parts */
	int parts;                       /* directory descriptor; bdl_exhibit.part names the files in it */
	const char *title;               /* /Info /Title, UTF-8 */
	void (*progress)(void *data, size_t done, size_t total); /* exhibits; may be NULL */
	void *progress_data;
};

/*
 * Writes the whole PDF to fd, from offset 0, sequentially. Deterministic: no clock, no random ID (/ID comes from
 * the fingerprint and the name). Failure leaves fd half written: the caller throws the file away.
 */
int bdl_bind(const struct bdl_bind_input *in, int fd, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * What bundle.pdf must be found to hold, for prove: page count, the number expected on each page, every link and
 * bookmark that bind was asked for. A private text format of the bind room, one claim a line.
 */
int bdl_bind_claims(const struct bdl_bind_input *in, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Both at once, the claims written to the descriptor `claims`, -1: none: each part is looked into once less, and of very
 * many pages the claims are never in memory.
 */
int bdl_bind_and_claim(const struct bdl_bind_input *in, int fd, int claims, struct bdl_error *err)
	BDL_MUST_CHECK;

/* Bytes of the claims: the first `head` of them, then those from `from` to before `to`. */
struct bdl_claims_share {
	size_t head, from, to;
};

/*
 * Share number `i` (from 0) of `of`, for provers that work side by side: claims that are complete by themselves. Each claim
 * stands in one share; one is empty, all 0, where the claims are too few for so many. Only some lines at its beginning and
 * end are looked at.
 */
struct bdl_claims_share bdl_claims_share(const char *claims, size_t length, unsigned i, unsigned of);

#endif
