/*
 * Bag: the tag files (RFC 8493 2.2), made in memory before the first byte of the archive is
 * written. Inside this room.
 */
#ifndef BDL_SEAL_BAG_H
#define BDL_SEAL_BAG_H

#include "base/buffer.h"
#include "model/bundle.h"
#include "seal/seal.h"

/* Is it a file whose original the bag holds? */
bool bdl_bag_holds(const struct bdl_exhibit *x);

/* How many files the bag holds: the rows of the table that are files. */
size_t bdl_bag_files(const struct bdl_bundle *b);
/* These rows in byte order of archive_path; malloc'ed. NULL when out of memory. */
size_t *bdl_bag_order(const struct bdl_bundle *b);

/* Bytes of all originals. */
uint64_t bdl_bag_payload(const struct bdl_bundle *b);

/* One tag file each, appended to out. A failed append shows in out->failed. */
void bdl_bag_declaration(struct bdl_buffer *out);
void bdl_bag_info(const struct bdl_bundle *b, const char *versions, struct bdl_buffer *out);
void bdl_bag_readme(const struct bdl_bundle *b, struct bdl_buffer *out);
void bdl_bag_chronology(const struct bdl_bundle *b, struct bdl_buffer *out);
void bdl_bag_delays(const struct bdl_bundle *b, struct bdl_buffer *out);
/* Nothing where no schedule was given. */
void bdl_bag_arrears(const struct bdl_bundle *b, struct bdl_buffer *out);
/* Of a bundle in which something is hidden: where, what kind, how often. */
void bdl_bag_redactions(const struct bdl_bundle *b, struct bdl_buffer *out);
/* -1: out of memory. */
int bdl_bag_index(const struct bdl_bundle *b, struct bdl_buffer *out);

/* One line of a manifest: "HASH  PATH\n". */
void bdl_bag_line(struct bdl_buffer *out, const uint8_t digest[BDL_SHA256_SIZE], const char *path);

#endif
