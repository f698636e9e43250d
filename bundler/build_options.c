/* The options that build and list share. */
#include "build_options.h"

#include "base/text.h"
#include "say.h"
#include "surroundings.h"
#include <string.h>

#define LANGUAGE_MOST 30

void build_options_init(struct bdl_build_options *o)
{
	*o = (struct bdl_build_options)BDL_BUILD_OPTIONS_INIT;
	o->folder = ".";
	o->temporary = temporary_folder();
	o->made_on = today();
	o->jobs = processor_count();
	o->reader = reader_path();
}

static bool is_language(const char *s)
{
	size_t n = 0;

	for (; s[n]; n++)
		if (n == LANGUAGE_MOST ||
			!(bdl_is_alpha((unsigned char)s[n]) || bdl_is_digit((unsigned char)s[n]) ||
				s[n] == '+' || s[n] == '_'))
			return false;
	return n > 0;
}

static bool take_ocr(struct bdl_build_options *o, struct ocr_options *w)
{
	bool off = strcmp(w->mode, "off") == 0;

	if (!off && strcmp(w->mode, "auto") != 0 && strcmp(w->mode, "all") != 0) {
		fputs("bundle: --ocr ", stderr);
		say_name(stderr, w->mode);
		fputs(": is none of auto, off and all\n", stderr);
		return false;
	}
	if (!is_language(w->language)) {
		fputs("bundle: --ocr-language ", stderr);
		say_name(stderr, w->language);
		fputs(": is no language of tesseract\n", stderr);
		advise("such as eng, or eng+cym for two");
		return false;
	}
	snprintf(w->wanted, sizeof(w->wanted), "%s %s", w->mode, w->language);
	o->ocr = off ? "" : w->wanted;
	return true;
}

bool build_options_check(struct bdl_build_options *o, struct ocr_options *w)
{
	if (o->name && !bdl_name_is_usable(o->name)) {
		fputs("bundle: --name ", stderr);
		say_name(stderr, o->name);
		fputs(": cannot be a file name everywhere\n", stderr);
		advise("use letters, figures, spaces, dots and dashes, at most 120 of them");
		return false;
	}
	return take_ocr(o, w);
}
