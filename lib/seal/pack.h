/*
 * Pack: one block of bytes -> gzip members (RFC 1952). Pure: the members depend on the bytes and on
 * libdeflate's version alone, so any number of threads gives the same file.
 *
 * Each member's header is 28 fixed bytes but for three numbers, kept in an extra field "Bd": a reader
 * of ours goes from member to member without inflating, any other gunzip skips the field. Some bits
 * of a deflate stream change nothing of what it holds; the third number lets not even one of these
 * be another one unnoticed:
 *
 *   1f 8b 08 04  00 00 00 00  00 ff      gzip, deflate, extra field; no time; no system
 *   10 00  42 64 0c 00                   16 bytes of extra: subfield "Bd" of 12 bytes
 *   u32 length of the whole member, u32 length of what it holds, u32 CRC-32 of the deflate stream
 *   (little-endian)
 */
#ifndef BDL_SEAL_PACK_H
#define BDL_SEAL_PACK_H

#include <stddef.h>
#include <stdint.h>

#define BDL_PACK_BLOCK ((size_t)1024 * 1024) /* input of one call at most */
#define BDL_PACK_SEGMENT ((size_t)64 * 1024) /* judged one by one: worth deflating or not */
/* Output of one call at most: everything stored, each segment a member of its own. */
#define BDL_PACK_BOUND (BDL_PACK_BLOCK + BDL_PACK_BLOCK / BDL_PACK_SEGMENT * 64)

struct bdl_packer;

/* NULL when out of memory. A packer serves one thread at a time. */
struct bdl_packer *bdl_packer_open(void);
void bdl_packer_close(struct bdl_packer *p);

/*
 * Packs in[0..length) (at least 1 byte) to out, which has BDL_PACK_BOUND bytes; returns how many
 * were used.
 */
size_t bdl_pack(struct bdl_packer *p, const uint8_t *in, size_t length, uint8_t *out);

#endif
