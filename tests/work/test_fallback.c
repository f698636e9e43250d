/*
 * Kernels that lack a wall of the sandbox: here this test takes it away from its readers, with a
 * filter of its own that answers as such a kernel would. Jobs are done on the limits alone, and it
 * is said.
 */
#include "door.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define UNLESS(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip)
#define ANSWER(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))

/* The argument's low half comes first on every machine that Debian's little-endian ports run on. */
static void take_away(bool landlock, bool seccomp)
{
	struct sock_filter code[] = {
		/* clang-format off */
		LOAD(nr),
		UNLESS(SYS_landlock_create_ruleset, 1), ANSWER(ENOSYS),
		UNLESS(SYS_prctl, 3), LOAD(args[0]), UNLESS(PR_SET_SECCOMP, 1), ANSWER(EINVAL),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		/* clang-format on */
	};
	struct sock_fprog program = {.len = sizeof(code) / sizeof(*code), .filter = code};

	if (!landlock)
		code[1].k = 0x7fffffff;
	if (!seccomp)
		code[3].k = 0x7fffffff;
	cr_assert_eq(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) < 0)
		cr_skip_test("this kernel has no seccomp to take anything away with");
}

static void expect_work(struct doors *d, const char *gap)
{
	const char *missing;

	cr_expect_not(bdl_pool_is_sandboxed(d->pool, &missing));
	cr_expect_str_eq(missing, gap);
	doors_ask(d, "a letter");
	cr_expect_eq(d->outcome.kind, BDL_OUTCOME_DONE, "%s", d->outcome.message);
	cr_expect_str_eq(d->text, "a letter");
	d->limits.seconds = 1;
	/* half of these leave their group where no filter keeps them in it */
	doors_ask(d, "hang with tools 20");
	cr_expect_eq(d->outcome.kind, BDL_OUTCOME_TOO_SLOW);
	cr_expect(few_descendants(1), "%u processes are left", count_descendants());
	doors_ask(d, "leave behind 20");
	cr_expect_eq(d->outcome.kind, BDL_OUTCOME_DONE);
	cr_expect(few_descendants(1), "%u processes are left", count_descendants());
}

Test(fallback, works_without_landlock)
{
	struct doors d;

	take_away(true, false);
	doors_open(&d);
	expect_work(&d, "Landlock");
	doors_ask(&d, "open /etc/passwd");
	cr_expect_str_eq(d.text, "done", "what is reported missing is missing");
	doors_ask(&d, "socket");
	cr_expect_str_eq(d.text, "EPERM", "the other wall stands");
	doors_close(&d);
}

Test(fallback, works_without_seccomp)
{
	struct doors d;

	take_away(false, true);
	doors_open(&d);
	expect_work(&d, "seccomp");
	doors_ask(&d, "open /etc/passwd");
	cr_expect_str_eq(d.text, "EACCES", "the other wall stands");
	doors_close(&d);
}

Test(fallback, works_without_both)
{
	struct doors d;

	take_away(true, true);
	doors_open(&d);
	expect_work(&d, "Landlock and seccomp");
	doors_close(&d);
}
