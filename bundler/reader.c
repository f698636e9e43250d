/*
 * bundle-reader: started by bundle, one for each core, to open evidence in a sandbox. All that it
 * does is in lib/work/serve.h; this file gives it its version line.
 */
#include "work/serve.h"
#include <stdio.h>
#include <string.h>

static const char version[] = "bundle-reader " BDL_VERSION ", built with " BDL_LIBRARIES;

int main(int argc, char *argv[])
{
	if (bdl_serve_is_meant(argc, argv))
		return bdl_serve(argv, version);
	if (argc == 2 && !strcmp(argv[1], "--version")) {
		puts(version);
		return fflush(stdout) == 0 ? 0 : 3;
	}
	fputs("bundle-reader: is started by bundle, which hands it the files to read; there is "
	      "nothing to run by hand\n",
		stderr);
	return 2;
}
