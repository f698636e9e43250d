/* See image_facts.h. */
#include "read/image_facts.h"

#include <stdio.h>
#include <string.h>

static bool is(const struct bdl_reading *r, const char *format)
{
	return strcmp(r->facts->format, format) == 0;
}

/* libvips writes "2023:01:17 14:26:31 (2023:01:17 14:26:31, ASCII, 20 components, 20 bytes)". */
static void get_field(VipsImage *image, const char *name, char *out, size_t size)
{
	const char *value, *end;

	if (vips_image_get_typeof(image, name) == 0 ||
		vips_image_get_string(image, name, &value) < 0) {
		vips_error_clear();
		return;
	}
	end = strstr(value, " (");
	snprintf(out, size, "%.*s", end ? (int)(end - value) : (int)strlen(value), value);
}

/* The chunk eXIf of a PNG, which libvips leaves alone; the telephones' screenshots have it. */
static void parse_png(const struct bdl_mapping *file, struct bdl_exif *out)
{
	size_t at = 8;

	while (at + 12 <= file->length) {
		const unsigned char *chunk = file->bytes + at;
		size_t n = (size_t)chunk[0] << 24 | (size_t)chunk[1] << 16 | (size_t)chunk[2] << 8 |
			   chunk[3];

		if (n > file->length - at - 12)
			return;
		if (memcmp(chunk + 4, "eXIf", 4) == 0) {
			bdl_exif_parse(chunk + 8, n, out);
			return;
		}
		at += 12 + n;
	}
}

void bdl_image_exif(const struct bdl_reading *r, VipsImage *image, const struct bdl_mapping *file,
	struct bdl_exif *out)
{
	*out = (struct bdl_exif){0};
	if (is(r, "tiff"))
		bdl_exif_parse(file->bytes, file->length, out);
	else if (is(r, "png"))
		parse_png(file, out);
	get_field(image, "exif-ifd2-DateTimeOriginal", out->taken, sizeof(out->taken));
	get_field(image, "exif-ifd2-DateTimeDigitized", out->digitized, sizeof(out->digitized));
	get_field(image, "exif-ifd0-DateTime", out->changed, sizeof(out->changed));
	get_field(image, "exif-ifd0-Make", out->make, sizeof(out->make));
	get_field(image, "exif-ifd0-Model", out->model, sizeof(out->model));
	out->located = out->located || vips_image_get_typeof(image, "exif-ifd3-GPSLatitude") != 0;
	vips_error_clear();
}

/* "2023:01:17 14:26:31"; not the zeros of a camera without a clock, not the day with which the
 * clocks of computers begin. */
static bool exif_day(const char *text, struct bdl_day *day)
{
	char iso[11];

	if (strlen(text) < 10)
		return false;
	memcpy(iso, text, 10);
	iso[10] = '\0';
	if (iso[4] == ':')
		iso[4] = '-';
	if (iso[7] == ':')
		iso[7] = '-';
	return bdl_day_parse_iso(iso, day) == 0 && day->year >= 1985;
}

/* What a person should know who relies on that date. */
static int warn_of_date(struct bdl_reading *r, const struct bdl_exif *exif, const char *text,
	const struct bdl_day *day)
{
	/* the first second of its calendar: a camera whose battery was empty begins there */
	if (day->month == 1 && day->day == 1 && strcmp(text + 10, " 00:00:00") == 0)
		return bdl_reading_warn(r,
			"The camera\xE2\x80\x99s clock may not have been set: by it, the picture "
			"is "
			"of the first second of %d.",
			day->year);
	if (text == exif->changed)
		return bdl_reading_warn(r,
			"The picture does not say when it was taken; its date is "
			"that of its last change.");
	return 0;
}

static int note_date(struct bdl_reading *r, const struct bdl_exif *exif, struct bdl_error *err)
{
	const char *const texts[] = {exif->taken, exif->digitized, exif->changed};
	struct bdl_day day;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		if (!exif_day(texts[i], &day))
			continue;
		if (warn_of_date(r, exif, texts[i], &day) < 0)
			return bdl_fail_memory(err);
		return bdl_reading_candidate(r,
			&(struct bdl_candidate){.day = day,
				.precision = BDL_TO_DAY,
				.source = BDL_FROM_EXIF,
				.raw = texts[i]},
			strlen(texts[i]), err);
	}
	return 0;
}

static int note_camera(struct bdl_reading *r, const struct bdl_exif *exif)
{
	/* "Canon" and "Canon EOS 40D" */
	bool said = strncmp(exif->model, exif->make, strlen(exif->make)) == 0;
	char both[200];

	if (!exif->make[0] && !exif->model[0])
		return 0;
	snprintf(both, sizeof(both), "%s%s%s", said ? "" : exif->make,
		said || !exif->model[0] ? "" : " ", exif->model);
	r->facts->camera = bdl_reading_line(r, both, strlen(both), BDL_TITLE_MAX);
	return r->facts->camera ? 0 : -1;
}

int bdl_image_note(struct bdl_reading *r, VipsImage *image, const struct bdl_exif *exif, int turn,
	struct bdl_error *err)
{
	unsigned width = (unsigned)vips_image_get_width(image),
		 height = (unsigned)vips_image_get_height(image);

	r->facts->width = turn >= 5 ? height : width;
	r->facts->height = turn >= 5 ? width : height;
	if (exif->located && bdl_reading_private(r, 0, BDL_PRIVATE_GPS, 1) < 0)
		return bdl_fail_memory(err);
	if (note_camera(r, exif) < 0)
		return bdl_fail_memory(err);
	return note_date(r, exif, err);
}
