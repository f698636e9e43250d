/*
 * EXIF data as it stands in a TIFF structure: the few fields that a bundle needs. libvips reads
 * them in JPEG, WebP and HEIC; in PNG (the screenshots of some telephones) and TIFF it does not.
 * Pure.
 */
#ifndef BDL_READ_IMAGE_EXIF_H
#define BDL_READ_IMAGE_EXIF_H

#include <stdbool.h>
#include <stddef.h>

struct bdl_exif {
	int orientation; /* 1 to 8; 0: not said, or nonsense */
	char taken[32], digitized[32]; /* "2023:01:17 14:26:31"; "": not said */
	char changed[32]; /* when the file was written, by the camera or by who edited it */
	char make[96], model[96];
	bool located; /* it says where on earth it was taken */
};

/* bytes: "II*" or "MM" and what follows. false: it is none. */
bool bdl_exif_parse(const unsigned char *bytes, size_t length, struct bdl_exif *out);

#endif
