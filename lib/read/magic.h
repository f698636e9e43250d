/* Magic: libmagic, for what no own sniffer knows. magic.c is the only file that knows it. */
#ifndef BDL_READ_MAGIC_H
#define BDL_READ_MAGIC_H

#include <stddef.h>

/*
 * The media type of the bytes in `type`, and in `basis` who says so ("libmagic 5.44").
 * "application/octet-stream" where libmagic or its database is missing or knows nothing.
 */
void bdl_magic(const void *bytes, size_t length, char *type, size_t type_size, char *basis, size_t basis_size);

#endif
