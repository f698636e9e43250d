/* Memory that runs out at any allocation of this room must end in BDL_ENOMEM, with nothing leaked.
 */
#include "court_sample.h"
#include "draw/draw.h"
#include <criterion/criterion.h>

static bool armed, struck;
static long left;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *data, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *data, size_t size);

static bool strikes(void)
{
	if (!armed || left-- != 0)
		return false;
	struck = true;
	return true;
}

void *__wrap_malloc(size_t size)
{
	return strikes() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return strikes() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *data, size_t size)
{
	return strikes() ? NULL : __real_realloc(data, size);
}

static void fill(struct sample *s)
{
	static struct bdl_excluded link = {"a", "a", "symbolic link", false};
	static const char *warnings[] = {"It holds an attached file.", NULL};
	struct bdl_exhibit *x;

	sample_init(s, "Ω: a case", 4, 1);
	s->b.about.reference = "121212121212";
	s->b.excluded = &link;
	s->b.excluded_count = 1;
	sample_section(s, "A", "Letters");
	x = sample_add(s, "A letter with مرحبا and ✔ in its title", sample_date(2020, 1, 2), 2);
	x->warnings = warnings;
	sample_copy(s, "copy.pdf");
	x = sample_add(s, "A sound", sample_date(0, 0, 0), 1);
	x->shown = false;
	x->reason = BDL_REASON_SOUND;
	x->format = "audio";
	x = sample_add(s, "A film", sample_date(0, 0, 0), 1);
	x->shown = false;
	x->reason = BDL_REASON_VIDEO;
	sample_event(s, s->exhibits[0].date, "A letter is written.", 0, 1);
}

Test(faults, report_memory_that_runs_out_anywhere)
{
	for (long n = 0;; n++) {
		struct sample s;
		struct bdl_drawn d = BDL_DRAWN_INIT;
		struct bdl_error err = {0};
		int rc;

		fill(&s);
		struck = false;
		left = n;
		armed = true;
		rc = sample_draw(&s, &d, &err);
		armed = false;
		bdl_drawn_release(&d);
		sample_release(&s);
		if (!struck) {
			cr_assert_eq(rc, 0);
			cr_assert_gt(n, 0, "no fault ever struck: is the call still wrapped?");
			break;
		}
		cr_assert_eq(rc, -1, "failure %ld was swallowed", n);
		cr_assert_eq(err.code, BDL_ENOMEM, "failure %ld: %s", n, err.message);
	}
}

Test(faults, report_memory_that_runs_out_in_papers_for_a_court)
{
	for (long n = 0;; n++) {
		struct court_sample c;
		struct bdl_drawn d = BDL_DRAWN_INIT;
		struct bdl_error err = {0};
		int rc;

		fill(&c.s);
		court_sample_mark(&c);
		c.court.essential_count = 1;
		struck = false;
		left = n;
		armed = true;
		rc = court_sample_draw(&c, &d, &err);
		armed = false;
		bdl_drawn_release(&d);
		sample_release(&c.s);
		if (!struck) {
			cr_assert_eq(rc, 0, "%s", err.message);
			cr_assert_gt(n, 0, "no fault ever struck: is the call still wrapped?");
			break;
		}
		cr_assert_eq(rc, -1, "failure %ld was swallowed", n);
		cr_assert_eq(err.code, BDL_ENOMEM, "failure %ld: %s", n, err.message);
	}
}
