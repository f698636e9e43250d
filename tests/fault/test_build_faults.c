/*
 * A build in which one call fails. Of each kind a few calls are tried here, from the first to the
 * last; with BUNDLE_FAULTS=all every one of them.
 */
#include "fault.h"

#include <criterion/criterion.h>

TestSuite(build_faults, .timeout = 36000);

static const char build[] = "$BUNDLE build e --ocr off --name T --date 2026-03-02 --jobs 2 --quiet";

static void build_with_each(const enum fault_kind *kinds, size_t count, long most)
{
	struct faults t;

	faults_open(&t, build, FAULTS_IN_PROGRAM);
	for (size_t i = 0; i < count; i++)
		faults_each(&t, kinds[i], most);
	faults_close(&t);
}

#define BUILD_WITH_EACH(most, ...)                                                                 \
	do {                                                                                       \
		static const enum fault_kind kinds[] = {__VA_ARGS__};                              \
		build_with_each(kinds, sizeof(kinds) / sizeof(*kinds), most);                      \
	} while (0)

Test(build_faults, nothing_is_half_delivered)
{
	BUILD_WITH_EACH(4, FAULT_RENAME, FAULT_SYNC);
	BUILD_WITH_EACH(2, FAULT_WRITE);
}

Test(build_faults, no_name_is_lost)
{
	BUILD_WITH_EACH(1, FAULT_LINK, FAULT_UNLINK, FAULT_FOLDER, FAULT_TRUNCATE, FAULT_SEEK,
		FAULT_NAME, FAULT_LOCK, FAULT_ACCESS);
}

Test(build_faults, what_cannot_be_opened_is_told)
{
	BUILD_WITH_EACH(2, FAULT_OPEN, FAULT_STAT);
}

Test(build_faults, what_cannot_be_read_is_told)
{
	BUILD_WITH_EACH(2, FAULT_READ, FAULT_LIST);
}

Test(build_faults, no_reader_is_waited_for_in_vain)
{
	BUILD_WITH_EACH(1, FAULT_SPAWN, FAULT_SOCKETS, FAULT_SEND, FAULT_RECEIVE, FAULT_POLL,
		FAULT_WAIT, FAULT_THREAD, FAULT_LIMIT, FAULT_SIGNAL, FAULT_CLOSE);
}

Test(build_faults, memory_that_is_not_there_is_told)
{
	BUILD_WITH_EACH(3, FAULT_MEMORY);
}
