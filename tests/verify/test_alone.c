/* A sandbox may refuse threads; verifying goes on without. Linked with --wrap=pthread_create. */
#include "tamper.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <pthread.h>
#include <string.h>

static bool refuse;
static int refused;

int __real_pthread_create(
	pthread_t *thread, const pthread_attr_t *how, void *(*run)(void *), void *data);
int __wrap_pthread_create(
	pthread_t *thread, const pthread_attr_t *how, void *(*run)(void *), void *data);

int __wrap_pthread_create(
	pthread_t *thread, const pthread_attr_t *how, void *(*run)(void *), void *data)
{
	if (!refuse)
		return __real_pthread_create(thread, how, run, data);
	refused++;
	return EAGAIN;
}

Test(alone, an_archive_is_verified_where_no_thread_can_be_started)
{
	struct sealed s;
	struct pieces p;

	sealed_init(&s);
	sealed_noise(&s, "a.jpg", 5000000, 1);
	sealed_text(&s, "b.txt", "Dear Sir,");
	sealed_make(&s);
	pieces_load(&p, &s);
	refuse = true;
	expect_report(&s, "out.tar.gz", "", "intact");
	pieces_set_text(pieces_find(&p, "data/b.txt"), "Dear Madam,");
	pieces_save(&p, &s, "again.tar.gz", true);
	expect_report(&s, "again.tar.gz", "changed b.txt (sealed 9 bytes, now 11)\n", "changed");
	cr_expect_eq(refused, 2);
	pieces_release(&p);
	sealed_release(&s);
}

Test(alone, sealing_says_that_it_needs_one)
{
	struct bdl_error err = {0};
	struct sealed s;

	sealed_init(&s);
	sealed_text(&s, "b.txt", "Dear Sir,");
	sealed_take_in(&s);
	refuse = true;
	cr_expect_eq(sealed_write(&s, "out.tar.gz", 2, &err), -1);
	cr_expect_str_eq(err.message, "cannot start a thread: Resource temporarily unavailable");
	sealed_release(&s);
}
