/* Deadlines, delays and silences as JSON, written and read back; hostile rows. */
#include "bundle_fixture.h"
#include "model/waits_json.h"

static struct bdl_step steps[] = {{.type = "complaint",
					  .day = {2023, 1, 16},
					  .exhibit = 0,
					  .page = 2,
					  .answers = BDL_NO_STEP},
	{.type = "final-response",
		.day = {2023, 3, 3},
		.received = {2023, 3, 6},
		.exhibit = 1,
		.page = 1,
		.answers = BDL_NO_STEP},
	{.type = "question", .day = {2023, 4, 3}, .exhibit = BDL_NONE, .answers = BDL_NO_STEP}};
static struct bdl_deadline deadlines[] = {{.id = "ice-six-months",
	.what = "Complaint to the Independent Case Examiner",
	.rule = "six months from receiving the final response",
	.source = "gov.uk",
	.reviewed = "2026-11-22",
	.confidence = 'S',
	.trigger = 1,
	.label = "final response",
	.from = {2023, 3, 3},
	.came = {2023, 3, 6},
	.safe = {2023, 9, 3},
	.outer = {2023, 9, 6},
	.aim = {2023, 9, 1},
	.days_left = -3,
	.done = BDL_NO_STEP,
	.note = "Its date does not stand in it."}};
static struct bdl_delay delays[] = {{.asked = 0,
					    .answered = 1,
					    .what = "Complaint",
					    .standard = "CMS: reply within 15 working days",
					    .source = "PQ 26617",
					    .reviewed = "2026-11-22",
					    .confidence = 'S',
					    .from = {2023, 1, 18},
					    .allowed = 15,
					    .taken = 34,
					    .over = 19},
	{.asked = 2, .answered = BDL_NO_STEP, .what = "Question", .taken = 32}};
static struct bdl_silence silences[] = {{.asked = 0,
						.answered = 1,
						.what = "complaint",
						.from = {2023, 1, 16},
						.until = {2023, 3, 3},
						.days = 46},
	{.asked = 2,
		.answered = BDL_NO_STEP,
		.what = "question",
		.from = {2023, 4, 3},
		.until = {2023, 5, 22},
		.days = 49,
		.open = true}};

static struct bdl_bundle bundle(void)
{
	struct bdl_bundle b = table_of_two();

	two_documents[1].volume = 2;
	b.steps = steps;
	b.step_count = 3;
	b.deadlines = deadlines;
	b.deadline_count = 1;
	b.delays = delays;
	b.delay_count = 2;
	b.silences = silences;
	b.silence_count = 2;
	return b;
}

static json_t *everything(void)
{
	struct bdl_bundle b = bundle();
	json_t *o = json_pack("{s:o, s:o, s:o}", "deadlines", bdl_deadlines_json(&b), "delays",
		bdl_delays_json(&b), "silences", bdl_silences_json(&b));

	cr_assert_not_null(o);
	bdl_bundle_release(&b);
	return o;
}

static void expect_json(const json_t *list, size_t at, const char *wanted)
{
	char *text = json_dumps(json_array_get(list, at), 0);

	cr_expect_str_eq(text, wanted, "%s", text);
	free(text);
}

Test(waits_json, says_what_where_and_on_which_page)
{
	json_t *o = everything();

	expect_json(json_object_get(o, "deadlines"), 0,
		"{\"id\": \"ice-six-months\", \"what\": \"Complaint to the Independent Case "
		"Examiner\", \"rule\": \"six months from receiving the final response\", "
		"\"source\": "
		"\"gov.uk\", \"reviewed\": \"2026-11-22\", \"confidence\": \"S\", \"trigger\": "
		"{\"type\": \"final-response\", \"label\": \"final response\", \"date\": "
		"\"2023-03-03\", \"received\": "
		"\"2023-03-06\", \"step\": 2, \"exhibit\": 2, \"exhibit_page\": 1, \"page\": 11, "
		"\"volume\": 2}, \"from\": \"2023-03-03\", \"came\": \"2023-03-06\", \"safe\": "
		"\"2023-09-03\", \"outer\": "
		"\"2023-09-06\", \"aim\": \"2023-09-01\", \"days_left\": -3, \"done\": null, "
		"\"note\": \"Its date does not stand in it.\"}");
	expect_json(json_object_get(o, "delays"), 0,
		"{\"what\": \"Complaint\", \"asked\": \"2023-01-16\", \"asked_step\": 1, "
		"\"asked_exhibit\": 1, \"asked_exhibit_page\": 2, \"asked_page\": 9, "
		"\"answered\": "
		"\"2023-03-03\", \"answered_step\": 2, \"answered_exhibit\": 2, "
		"\"answered_exhibit_page\": 1, \"answered_page\": 11, \"answered_volume\": 2, "
		"\"standard\": \"CMS: reply within 15 working days\", \"source\": \"PQ 26617\", "
		"\"reviewed\": \"2026-11-22\", \"confidence\": \"S\", \"counted_from\": "
		"\"2023-01-18\", \"allowed\": 15, \"taken\": "
		"34, \"over\": 19}");
	expect_json(json_object_get(o, "delays"), 1,
		"{\"what\": \"Question\", \"asked\": \"2023-04-03\", \"asked_step\": 3, "
		"\"asked_exhibit\": null, \"asked_exhibit_page\": null, \"asked_page\": null, "
		"\"answered\": null, \"answered_step\": null, \"answered_exhibit\": null, "
		"\"answered_exhibit_page\": null, \"answered_page\": null, \"standard\": null, "
		"\"source\": null, \"reviewed\": null, \"confidence\": null, \"counted_from\": "
		"null, \"allowed\": null, "
		"\"taken\": 32, \"over\": null}");
	expect_json(json_object_get(o, "silences"), 1,
		"{\"what\": \"question\", \"asked\": \"2023-04-03\", \"asked_step\": 3, "
		"\"asked_exhibit\": null, \"asked_exhibit_page\": null, \"asked_page\": null, "
		"\"answered\": null, \"answered_step\": null, \"answered_exhibit\": null, "
		"\"answered_exhibit_page\": null, \"answered_page\": null, \"until\": "
		"\"2023-05-22\", \"days\": 49, \"open\": true}");
	json_decref(o);
}

/* Reads o into a bundle that has the steps alone. */
static struct bdl_bundle read_back(const json_t *o, struct bdl_fields *r)
{
	struct bdl_bundle b = bundle();

	b.deadlines = NULL;
	b.delays = NULL;
	b.silences = NULL;
	b.deadline_count = b.delay_count = b.silence_count = 0;
	*r = (struct bdl_fields){.b = &b};
	bdl_waits_read(r, o);
	r->b = NULL;
	return b;
}

Test(waits_json, is_read_back_as_it_was)
{
	json_t *o = everything(), *again;
	struct bdl_fields r;
	struct bdl_bundle b = read_back(o, &r);

	cr_assert_not(r.broken, "%s", r.field);
	cr_expect_eq(b.deadlines[0].trigger, 1);
	cr_expect_eq(b.deadlines[0].done, BDL_NO_STEP);
	cr_expect_eq(b.delays[1].answered, BDL_NO_STEP);
	again = json_pack("{s:o, s:o, s:o}", "deadlines", bdl_deadlines_json(&b), "delays",
		bdl_delays_json(&b), "silences", bdl_silences_json(&b));
	cr_expect(json_equal(o, again));
	json_decref(o);
	json_decref(again);
	bdl_bundle_release(&b);
}

Test(waits_json, a_bundle_of_an_earlier_version_has_none)
{
	json_t *o = json_object();
	struct bdl_fields r;
	struct bdl_bundle b = read_back(o, &r);

	cr_expect_not(r.broken);
	cr_expect_eq(b.deadline_count + b.delay_count + b.silence_count, 0);
	json_decref(o);
	bdl_bundle_release(&b);
}

static const struct {
	const char *list, *inner, *key, *value; /* inner: an object in the row, or NULL */
} hostile[] = {
	{"deadlines", "trigger", "step", "0"},
	{"deadlines", "trigger", "step", "4"},
	{"deadlines", "trigger", "step", "-1"},
	{"deadlines", "trigger", "step", "18446744073709551616e0"},
	{"deadlines", "trigger", "step", "\"1\""},
	{"deadlines", "trigger", "label", "null"},
	{"deadlines", NULL, "trigger", "null"},
	{"deadlines", NULL, "trigger", "[]"},
	{"deadlines", NULL, "done", "{}"},
	{"deadlines", NULL, "done", "{\"step\": 9}"},
	{"deadlines", NULL, "safe", "null"},
	{"deadlines", NULL, "safe", "\"2023-02-30\""},
	{"deadlines", NULL, "aim", "\"2023-02\""},
	{"deadlines", NULL, "days_left", "2147483648"},
	{"deadlines", NULL, "days_left", "null"},
	{"deadlines", NULL, "id", "\"../x\""},
	{"deadlines", NULL, "id", "null"},
	{"deadlines", NULL, "rule", "7"},
	{"deadlines", NULL, "confidence", "\"SS\""},
	{"deadlines", NULL, "confidence", "\"X\""},
	{"delays", NULL, "asked_step", "null"},
	{"delays", NULL, "asked_step", "4"},
	{"delays", NULL, "answered_step", "99999"},
	{"delays", NULL, "what", "null"},
	{"delays", NULL, "taken", "\"34\""},
	{"delays", NULL, "taken", "9223372036854775807"},
	{"delays", NULL, "allowed", "-1"},
	{"delays", NULL, "allowed", "null"},
	{"delays", NULL, "over", "-19"},
	{"silences", NULL, "asked_step", "0"},
	{"silences", NULL, "answered_step", "4"},
	{"silences", NULL, "open", "true"},
	{"silences", NULL, "days", "-1"},
	{"silences", NULL, "until", "\"\""},
	{"deadlines", NULL, NULL, "{}"},
	{"delays", NULL, NULL, "\"x\""},
	{"silences", NULL, NULL, "7"},
};

Test(waits_json, what_is_not_in_order_is_refused)
{
	for (size_t i = 0; i < COUNT(hostile); i++) {
		json_t *o = everything(),
		       *row = json_array_get(json_object_get(o, hostile[i].list), 0),
		       *value = json_loads(hostile[i].value, JSON_DECODE_ANY, NULL);
		struct bdl_fields r;
		struct bdl_bundle b;

		if (!value)
			value = json_real(1e30);
		if (!hostile[i].key)
			json_object_set_new(o, hostile[i].list, value);
		else if (hostile[i].inner)
			json_object_set_new(
				json_object_get(row, hostile[i].inner), hostile[i].key, value);
		else
			json_object_set_new(row, hostile[i].key, value);
		b = read_back(o, &r);
		cr_expect(r.broken, "%zu: %s %s", i, hostile[i].key, hostile[i].value);
		json_decref(o);
		bdl_bundle_release(&b);
	}
}
