/*
 * The public sets of one picture stored in every EXIF orientation, beside this checkout: each
 * member of a family must look like the others on its page, but for the figure in its middle that
 * names the orientation.
 */
#include "reading_fixture.h"
#include "support/fixture.h"

#define MEMBERS_MAX 9
/* Mean, of 255; it is 1 to 11 between pictures that are upright. */
#define DIFFERENCE_MAX 16.0

static bool see_file(const char *family, int n, struct seen *s)
{
	char path[512];
	struct made m;
	size_t length;
	char *bytes;

	snprintf(path, sizeof(path), "%s/images/%s_%d.jpg", corpus_folder(), family, n);
	if (access(path, R_OK) < 0)
		return false;
	FILE *f = fopen(path, "rb");
	cr_assert_not_null(f);
	bytes = malloc(8u << 20);
	cr_assert_not_null(bytes);
	length = fread(bytes, 1, 8u << 20, f);
	fclose(f);
	read_evidence(&m, bytes, length, "photo.jpg");
	cr_assert(m.facts.shown, "%s", path);
	see_page(&m, 1, s);
	unmake(&m);
	free(bytes);
	return true;
}

static double difference(const struct seen *a, const struct seen *b)
{
	size_t size = (size_t)a->width * a->height * 3;
	double sum = 0;

	cr_assert(a->width == b->width && a->height == b->height);
	for (size_t i = 0; i < size; i++)
		sum += abs((int)a->rgb[i] - (int)b->rgb[i]);
	return sum / (double)size;
}

Test(image_corpus, a_family_looks_alike_in_every_orientation, .timeout = 300)
{
	static const char *const families[] = {"exif-orientation/Landscape",
		"exif-orientation/Portrait", "exif-samples/jpg/orientation/landscape",
		"exif-samples/jpg/orientation/portrait"};

	SKIP_WITHOUT_CORPUS();
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++) {
		struct seen first, other;
		bool begun = false;

		for (int n = 0; n < MEMBERS_MAX; n++) {
			if (!see_file(families[i], n, begun ? &other : &first))
				continue;
			if (begun) {
				double d = difference(&first, &other);

				cr_expect(d < DIFFERENCE_MAX, "%s_%d differs by %.1f", families[i],
					n, d);
				unsee(&other);
			}
			begun = true;
		}
		if (begun)
			unsee(&first);
	}
}
