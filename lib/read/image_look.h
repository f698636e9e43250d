/* How a picture looks, as numbers: what tells a screenshot from a photograph and both from paper. */
#ifndef BDL_READ_IMAGE_LOOK_H
#define BDL_READ_IMAGE_LOOK_H

#include "model/facts.h"
#include <vips/vips.h>

/*
 * Decodes the picture to its end, row by row, and counts on the way: at most about two million pixels, in rows spread
 * evenly. -1 if some of it could not be decoded (libvips' error buffer says why); *look then holds what was seen before.
 */
int bdl_image_look(VipsImage *image, struct bdl_look *look);

#endif
