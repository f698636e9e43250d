/* Killed at one call after the other: each file is the earlier bundle's or the new one's, whole. */
#include "fault.h"

#include <criterion/criterion.h>

TestSuite(killed, .timeout = 36000);

Test(killed, a_build_leaves_whole_files_and_no_process)
{
	struct faults t;

	faults_open(&t, "$BUNDLE build e --ocr off --name T --date 2026-03-02 --jobs 2 --quiet",
		FAULTS_IN_PROGRAM);
	faults_kill(&t, 4);
	faults_close(&t);
}
