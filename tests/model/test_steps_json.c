/* Steps as JSON, written and read back; hostile rows. */
#include "model/steps_json.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct bdl_exhibit exhibits[] = {
	{.path = "a.pdf", .number = 1, .first_page = 12, .pages = 3, .duplicate_of = BDL_NONE},
	{.path = "b.pdf", .number = 2, .first_page = 15, .pages = 2, .duplicate_of = BDL_NONE}};
static size_t order[] = {0, 1};
static struct bdl_step steps[] = {{.type = "complaint",
					  .day = {2023, 1, 16},
					  .exhibit = 0,
					  .page = 2,
					  .basis = "kind: complaint",
					  .answers = BDL_NO_STEP},
	{.type = "response",
		.day = {2023, 2, 10},
		.received = {2023, 2, 14},
		.exhibit = BDL_NONE,
		.basis = "given in bundle.yaml",
		.text = "They say no",
		.by = "Mr R",
		.answers = 0,
		.given = true}};
static struct bdl_step undated = {.type = "final-response",
	.day = {2023, 3, 0},
	.exhibit = 1,
	.page = 1,
	.answers = BDL_NO_STEP,
	.inferred = true};

static struct bdl_bundle bundle(void)
{
	struct bdl_bundle b;

	bdl_bundle_init(&b);
	b.exhibits = exhibits;
	b.exhibit_count = COUNT(exhibits);
	b.order = order;
	b.order_count = COUNT(order);
	return b;
}

static json_t *write_all(void)
{
	struct bdl_bundle b = bundle();
	json_t *top = json_object(), *list = json_array(), *loose = json_array();
	bool failed = false;

	for (size_t i = 0; i < COUNT(steps); i++)
		json_array_append_new(list, bdl_step_json(&b, &steps[i], &failed));
	json_array_append_new(loose, bdl_step_json(&b, &undated, &failed));
	json_object_set_new(top, "steps", list);
	json_object_set_new(top, "undated_steps", loose);
	cr_assert(!failed);
	bdl_bundle_release(&b);
	return top;
}

Test(steps_json, what_was_written_is_read_back)
{
	struct bdl_bundle b = bundle();
	struct bdl_fields r = {.b = &b};
	json_t *top = write_all();

	cr_expect_eq(json_integer_value(json_object_get(
			     json_array_get(json_object_get(top, "steps"), 0), "page")),
		13, "page 2 of a document that begins on page 12");
	bdl_steps_read(&r, top);
	cr_assert(!r.broken && !r.memory, "%s", r.field);
	cr_assert_eq(b.step_count, 2);
	cr_expect_str_eq(b.steps[0].type, "complaint");
	cr_expect_eq(bdl_day_compare(b.steps[0].day, steps[0].day), 0);
	cr_expect_eq(b.steps[0].exhibit, 0);
	cr_expect_eq(b.steps[0].page, 2);
	cr_expect_eq(b.steps[0].answers, BDL_NO_STEP);
	cr_expect_str_eq(b.steps[0].basis, "kind: complaint");
	cr_expect_null(b.steps[0].by);
	cr_expect_eq(b.steps[1].exhibit, BDL_NONE);
	cr_expect_eq(b.steps[1].page, 0);
	cr_expect_eq(b.steps[1].answers, 0);
	cr_expect_eq(bdl_day_compare(b.steps[1].received, steps[1].received), 0);
	cr_expect_str_eq(b.steps[1].by, "Mr R");
	cr_expect_str_eq(b.steps[1].text, "They say no");
	cr_expect(b.steps[1].given && !b.steps[1].inferred);
	cr_assert_eq(b.undated_step_count, 1);
	cr_expect_eq(b.undated_steps[0].day.month, 3);
	cr_expect_eq(b.undated_steps[0].day.day, 0);
	cr_expect(b.undated_steps[0].inferred);
	json_decref(top);
	bdl_bundle_release(&b);
}

#define REST "\"exhibit_page\":1,\"page\":1,\"given\":false,\"inferred\":false}]}"
#define STEP "{\"steps\":[{\"type\":\"complaint\",\"date\":\"2023-01-16\","

/* clang-format off */
static const char *const hostile[] = {
	"{\"steps\":[{\"type\":\"Com plaint\\u001b[31m\",\"date\":\"2023-01-16\",\"exhibit\":1," REST,
	"{\"steps\":[{\"type\":\"\",\"date\":\"2023-01-16\",\"exhibit\":1," REST,
	"{\"steps\":[{\"date\":\"2023-01-16\",\"exhibit\":1," REST,
	"{\"steps\":[{\"type\":\"complaint\",\"date\":null,\"exhibit\":1," REST,
	"{\"steps\":[{\"type\":\"complaint\",\"date\":\"2023-01\",\"exhibit\":1," REST,
	"{\"steps\":[{\"type\":\"complaint\",\"date\":\"2023-02-30\",\"exhibit\":1," REST,
	STEP "\"exhibit\":3," REST,
	STEP "\"exhibit\":-1," REST,
	STEP "\"exhibit\":99999999999," REST,
	STEP "\"exhibit\":1,\"exhibit_page\":4,\"page\":1,\"given\":false,\"inferred\":false}]}",
	STEP "\"exhibit\":1,\"answers\":1," REST,
	STEP "\"exhibit\":1,\"answers\":2," REST,
	STEP "\"exhibit\":1,\"answers\":-1," REST,
	STEP "\"exhibit\":1,\"received\":\"2023-01\"," REST,
	"{\"steps\":[7]}",
	/* out of order: what counts days from the first step would count from behind it */
	"{\"steps\":[{\"type\":\"complaint\",\"date\":\"2023-01-16\",\"exhibit\":1,\"exhibit_page\":1},"
		"{\"type\":\"complaint\",\"date\":\"2023-01-15\",\"exhibit\":1," REST,
	"{\"undated_steps\":[{\"type\":\"complaint\",\"date\":null,\"exhibit\":1,\"answers\":1," REST,
};

/* clang-format on */

Test(steps_json, a_strangers_rows_are_in_range_or_refused)
{
	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct bdl_bundle b = bundle();
		struct bdl_fields r = {.b = &b};
		json_t *top = json_loads(hostile[i], 0, NULL);

		cr_assert(top, "%s", hostile[i]);
		bdl_steps_read(&r, top);
		cr_expect(r.broken, "%s", hostile[i]);
		cr_expect_eq(b.step_count, 0);
		cr_expect_eq(b.undated_step_count, 0);
		json_decref(top);
		bdl_bundle_release(&b);
	}
}

Test(steps_json, absent_arrays_are_empty)
{
	struct bdl_bundle b = bundle();
	struct bdl_fields r = {.b = &b};
	json_t *top = json_object();

	bdl_steps_read(&r, top);
	cr_expect(!r.broken);
	cr_expect_eq(b.step_count, 0);
	json_decref(top);
	bdl_bundle_release(&b);
}
