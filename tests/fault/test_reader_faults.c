/* The same in the readers: a file that could not be read costs its page at most, and is told. */
#include "fault.h"

#include <criterion/criterion.h>

TestSuite(reader_faults, .timeout = 36000);

static const char build[] = "$BUNDLE build e --ocr off --name T --date 2026-03-02 --jobs 1 --quiet";

static void read_with_each(const enum fault_kind *kinds, size_t count, long most)
{
	struct faults t;

	faults_open(&t, build, FAULTS_IN_READERS);
	for (size_t i = 0; i < count; i++)
		faults_each(&t, kinds[i], most);
	faults_close(&t);
}

#define READ_WITH_EACH(most, ...)                                                                  \
	do {                                                                                       \
		static const enum fault_kind kinds[] = {__VA_ARGS__};                              \
		read_with_each(kinds, sizeof(kinds) / sizeof(*kinds), most);                       \
	} while (0)

Test(reader_faults, of_files)
{
	READ_WITH_EACH(1, FAULT_OPEN, FAULT_READ, FAULT_WRITE, FAULT_TRUNCATE, FAULT_SEEK,
		FAULT_STAT, FAULT_LIST, FAULT_MAP);
}

Test(reader_faults, of_processes)
{
	READ_WITH_EACH(1, FAULT_FORK, FAULT_PIPE, FAULT_SEND, FAULT_RECEIVE, FAULT_POLL, FAULT_WAIT,
		FAULT_DUPLICATE, FAULT_CONTROL, FAULT_LIMIT, FAULT_PRCTL, FAULT_SYSCALL,
		FAULT_SIGNAL, FAULT_CLOSE);
}

Test(reader_faults, of_memory)
{
	READ_WITH_EACH(2, FAULT_MEMORY);
}
