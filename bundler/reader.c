/*
 * bundle-reader: started by bundle, one for each core, to open evidence in a sandbox. All that it
 * does is in lib/work/serve.h; this file gives it its version line.
 */
#include "read/office_kit.h"
#include "read/sheet.h"
#include "work/serve.h"
#include <stdio.h>
#include <string.h>

/*
 * LibreOffice and fonts may come, go and change without this program being built anew, and documents
 * look different with them: so they stand in the line that tells what was read with what, also as a
 * key of what is kept.
 */
static const char *version_line(void)
{
	static char line[512];
	char office[BDL_OFFICE_BUILD];

	bdl_office_build(office);
	snprintf(line, sizeof(line),
		"bundle-reader " BDL_VERSION ", built with " BDL_LIBRARIES "%s%s; fonts %08x",
		office[0] ? "; LibreOffice build " : "; no LibreOffice", office,
		(unsigned)bdl_sheet_fonts());
	return line;
}

int main(int argc, char *argv[])
{
	if (bdl_serve_is_meant(argc, argv))
		return bdl_serve(argv, version_line());
	if (argc == 2 && !strcmp(argv[1], "--version")) {
		puts(version_line());
		return fflush(stdout) == 0 ? 0 : 3;
	}
	fputs("bundle-reader: is started by bundle, which hands it the files to read; there is "
	      "nothing to run by hand\n",
		stderr);
	return 2;
}
