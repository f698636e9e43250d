/* What a picture says about itself: when it was taken, by which camera, which way up. */
#ifndef BDL_READ_IMAGE_FACTS_H
#define BDL_READ_IMAGE_FACTS_H

#include "read/image_exif.h"
#include "read/reading.h"
#include <vips/vips.h>

/* The EXIF data of a picture; all empty where there is none. `file` is needed for TIFF and PNG,
 * where libvips does not look. */
void bdl_image_exif(const struct bdl_reading *r, VipsImage *image, const struct bdl_mapping *file,
	struct bdl_exif *out);

/* Size as seen, camera and date into the facts; turn is the EXIF orientation still to be applied, 1
 * to 8. */
int bdl_image_note(struct bdl_reading *r, VipsImage *image, const struct bdl_exif *exif, int turn,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
