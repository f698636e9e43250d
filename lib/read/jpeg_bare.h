/*
 * Bare JPEG: what is needed to show a picture and no more. Cameras write into the same file where they were, whose they are,
 * a smaller picture of what was there before it was cropped, and whole further pictures behind it.
 */
#ifndef BDL_READ_JPEG_BARE_H
#define BDL_READ_JPEG_BARE_H

#include "base/buffer.h"
#include <stdbool.h>

/*
 * Appends the picture without EXIF, XMP, comments, previews and what stands behind its end; pixels, colour profile and the
 * mark of Adobe's colours stay. false: it is no JPEG, or breaks off before its first scan; out is as it was then.
 */
bool bdl_jpeg_bare(const unsigned char *bytes, size_t length, struct bdl_buffer *out);

#endif
