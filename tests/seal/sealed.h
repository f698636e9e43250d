/*
 * Sealed: an evidence folder, the table that the passes before sealing would have filled, and the
 * archive. Failures end the test.
 */
#ifndef TESTS_SEAL_SEALED_H
#define TESTS_SEAL_SEALED_H

#include "seal/seal.h"
#include "support/fixture.h"

struct sealed {
	struct fixture f;
	struct bdl_bundle b;
	int folder, pdf; /* the evidence; ROOT/bundle.pdf, which is not one: sealing does not look
			    into it */
	char *paths[512];
	size_t count;
};

/* Name "Ms A", made on 10 February 2023. */
void sealed_init(struct sealed *s);
void sealed_put(struct sealed *s, const char *path, const void *bytes, size_t length);
void sealed_text(struct sealed *s, const char *path, const char *text);
/* `length` bytes that no packer can shorten, the same for the same seed. */
void sealed_noise(struct sealed *s, const char *path, size_t length, unsigned seed);
void sealed_fill(void *bytes, size_t length, unsigned seed);

/* Rows, hashes, archive names: all that must be known before sealing. Once. */
void sealed_take_in(struct sealed *s);

/* Seals to ROOT/name; 0 or -1. May be called again. */
int sealed_write(struct sealed *s, const char *name, unsigned threads, struct bdl_error *err);

/* All of the above: ROOT/out.tar.gz, which must succeed. */
void sealed_make(struct sealed *s);

const struct bdl_exhibit *sealed_row(const struct sealed *s, const char *path);

void sealed_release(struct sealed *s);

#endif
