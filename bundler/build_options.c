/* The options that build and list share. */
#include "build_options.h"

#include "say.h"
#include "surroundings.h"

void build_options_init(struct bdl_build_options *o)
{
	*o = (struct bdl_build_options)BDL_BUILD_OPTIONS_INIT;
	o->folder = ".";
	o->temporary = temporary_folder();
	o->made_on = today();
	o->jobs = processor_count();
	o->reader = reader_path();
}

bool build_options_check(const struct bdl_build_options *o)
{
	if (o->name && !bdl_name_is_usable(o->name)) {
		fputs("bundle: --name ", stderr);
		say_name(stderr, o->name);
		fputs(": cannot be a file name everywhere\n", stderr);
		advise("use letters, figures, spaces, dots and dashes, at most 120 of them");
		return false;
	}
	return true;
}
