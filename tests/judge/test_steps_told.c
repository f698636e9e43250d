/* What a person says of steps, in bundle.yaml and index.csv, against what was found in documents.
 */
#include "judge/reckon.h"
#include "rows.h"

/* Four documents: a complaint, a reply, a final response, a scan of that. */
enum { COMPLAINT, REPLY, FINAL, SCAN, DOCUMENTS };

struct fixture {
	struct bdl_bundle b;
	struct bdl_kinds *kinds;
	struct bdl_step_kinds *steps;
	struct bdl_error err;
	struct bdl_told told;
	struct bdl_told_event events[4];
	struct bdl_steer steer[DOCUMENTS];
	int rc;
};

/* clang-format off */
static const struct { const char *path, *kind, *title, *type; int month, day; } documents[DOCUMENTS] = {
	{ "complaint.txt", "complaint", "Complaint to CMS", "complaint", 1, 16 },
	{ "letters/reply.pdf", "complaint-response", "Our response", "response", 2, 10 },
	{ "letters/final.pdf", "final-response", "Our final response", "final-response", 3, 3 },
	{ "scans/final.pdf", "final-response", "Our final response", "final-response", 3, 3 },
};

/* clang-format on */

static void start(struct fixture *f)
{
	static struct bdl_likeness like = {.row = FINAL, .how = BDL_LIKE_SAME_WORDS};

	*f = (struct fixture){.rc = -1};
	f->kinds = rows_kinds();
	cr_assert_eq(bdl_step_kinds_load(&f->steps, NULL, 0, &f->err), 0);
	rows_init(&f->b, DOCUMENTS, BDL_STAGE_DATED);
	f->b.about.told = &f->told;
	f->b.about.from = "Mr R, for his daughter Ms A";
	f->told.events = f->events;
	f->b.steps = bdl_arena_alloc(&f->b.arena, 8 * sizeof(*f->b.steps));
	f->b.step_space = 8;
	for (size_t i = 0; i < DOCUMENTS; i++) {
		struct bdl_exhibit *x = &f->b.exhibits[i];

		x->path = x->name = documents[i].path;
		x->kind = documents[i].kind;
		x->title = documents[i].title;
		x->pages = 2;
		x->date = rows_day(2023, documents[i].month, documents[i].day);
		f->steer[i] = (struct bdl_steer){.line = (unsigned)i + 2};
		f->b.steps[f->b.step_count++] = (struct bdl_step){.type = documents[i].type,
			.day = x->date.day,
			.exhibit = i,
			.page = 1,
			.basis = "kind",
			.answers = BDL_NO_STEP};
	}
	f->b.exhibits[SCAN].like = &like;
	f->b.exhibits[SCAN].like_count = 1;
	cr_assert_eq(bdl_arrange(&f->b, f->kinds, &f->err), 0, "%s", f->err.message);
}

static void tell(struct fixture *f, struct bdl_told_event e)
{
	e.line = 7;
	f->events[f->told.event_count++] = e;
}

static void settle(struct fixture *f)
{
	f->rc = bdl_settle_steps(&f->b, f->steps, &f->err);
}

static void settle_well(struct fixture *f)
{
	settle(f);
	cr_assert_eq(f->rc, 0, "%s", f->err.message);
}

static void settle_badly(struct fixture *f, const char *message, const char *hint)
{
	settle(f);
	cr_assert_eq(f->rc, -1);
	cr_expect(strstr(f->err.message, message), "%s", f->err.message);
	cr_expect(strstr(f->err.hint, hint), "%s", f->err.hint);
}

static void stop(struct fixture *f)
{
	bdl_bundle_release(&f->b);
	bdl_step_kinds_release(f->steps);
	bdl_kinds_release(f->kinds);
}

/* "complaint 2023-01-16 0, response 2023-02-10 1" */
static const char *said(struct fixture *f)
{
	const char *all = "";

	for (size_t i = 0; i < f->b.step_count; i++) {
		const struct bdl_step *s = &f->b.steps[i];
		char day[BDL_DAY_TEXT];

		bdl_day_iso(s->day, day);
		all = bdl_arena_printf(&f->b.arena, "%s%s%s %s %d", all, i ? ", " : "", s->type,
			day, s->exhibit == BDL_NONE ? -1 : (int)s->exhibit);
	}
	return all;
}

/* Which of the two, FINAL and SCAN, is beside which: how it says so, and where the step is then. */
static const struct {
	const char *name;
	size_t like_of, inside_of; /* row that has the other beside it, that came with the other */
	const char *last;
} kin[] = {
	{"neither", BDL_NONE, BDL_NONE, "final-response 2023-03-03 2, final-response 2023-03-03 3"},
	{"the later is like the earlier", SCAN, BDL_NONE, "final-response 2023-03-03 2"},
	{"the earlier is like the later", FINAL, BDL_NONE, "final-response 2023-03-03 2"},
	{"the letter behind its mail", BDL_NONE, SCAN, "final-response 2023-03-03 3"},
	{"the letter in front of its mail", BDL_NONE, FINAL, "final-response 2023-03-03 2"},
};

Test(steps_told, a_step_shown_twice_is_one_whichever_says_so)
{
	for (size_t i = 0; i < sizeof(kin) / sizeof(kin[0]); i++) {
		struct bdl_likeness like = {.how = BDL_LIKE_SAME_WORDS};
		struct bdl_inside inside = {.nth = 0};
		struct fixture f;
		const char *all;

		start(&f);
		f.b.exhibits[SCAN].like_count = 0;
		if (kin[i].like_of != BDL_NONE) {
			like.row = FINAL + SCAN - kin[i].like_of;
			f.b.exhibits[kin[i].like_of].like = &like;
			f.b.exhibits[kin[i].like_of].like_count = 1;
		}
		if (kin[i].inside_of != BDL_NONE) {
			inside.parent = FINAL + SCAN - kin[i].inside_of;
			f.b.exhibits[kin[i].inside_of].inside = &inside;
		}
		settle_well(&f);
		all = said(&f);
		cr_expect_str_eq(all + strlen("complaint 2023-01-16 0, response 2023-02-10 1, "),
			kin[i].last, "%s: %s", kin[i].name, all);
		stop(&f);
	}
}

#define EVENT(...) ((struct bdl_told_event){__VA_ARGS__})

Test(steps_told, nothing_said_leaves_each_step_once_by_day)
{
	struct fixture f;

	start(&f);
	settle_well(&f);
	cr_expect_str_eq(said(&f),
		"complaint 2023-01-16 0, response 2023-02-10 1, final-response 2023-03-03 2",
		"the scan of the final response is the same step");
	stop(&f);
}

Test(steps_told, an_event_without_a_document_is_told_by_somebody)
{
	struct fixture f;

	start(&f);
	tell(&f, EVENT(.day = {2023, 2, 17}, .type = "call", .text = "Mr R calls the CMS"));
	tell(&f, EVENT(.day = {2023, 2, 18}, .type = "call", .by = "Ms A"));
	settle_well(&f);
	cr_expect_str_eq(said(&f),
		"complaint 2023-01-16 0, response 2023-02-10 1, call 2023-02-17 -1, "
		"call 2023-02-18 -1, final-response 2023-03-03 2");
	cr_expect_str_eq(f.b.steps[2].by, "Mr R", "the author, as the cover has him");
	cr_expect_str_eq(f.b.steps[2].text, "Mr R calls the CMS");
	cr_expect_str_eq(f.b.steps[3].by, "Ms A");
	cr_expect_eq(f.b.steps[2].page, 0);
	cr_expect(f.b.steps[2].given && !f.b.steps[2].inferred);
	stop(&f);
}

Test(steps_told, the_author_is_the_representative_else_the_applicant)
{
	struct fixture f;

	start(&f);
	f.told.applicant.name = "Ms A";
	tell(&f, EVENT(.day = {2023, 2, 17}, .type = "call"));
	settle_well(&f);
	cr_expect_str_eq(f.b.steps[2].by, "Ms A");
	stop(&f);
	start(&f);
	f.told.applicant.name = "Ms A";
	f.told.representative.name = "Mr Q";
	tell(&f, EVENT(.day = {2023, 2, 17}, .type = "call"));
	settle_well(&f);
	cr_expect_str_eq(f.b.steps[2].by, "Mr Q");
	stop(&f);
}

Test(steps_told, what_is_said_of_a_document_replaces_what_was_found_in_it_and_in_its_copies)
{
	struct fixture f;

	start(&f);
	tell(&f, EVENT(.type = "response", .file = "letters/final.pdf", .page = 2));
	tell(&f, EVENT(.type = "none", .file = "complaint.txt"));
	settle_well(&f);
	cr_expect_str_eq(said(&f), "response 2023-02-10 1, response 2023-03-03 2");
	cr_expect_eq(f.b.steps[1].page, 2);
	cr_expect_null(f.b.steps[1].by, "the document shows it");
	cr_expect(f.b.steps[1].given && !f.b.steps[1].inferred);
	stop(&f);
}

Test(steps_told, a_document_can_be_two_steps_if_a_person_says_so)
{
	struct fixture f;

	start(&f);
	tell(&f, EVENT(.type = "decision", .file = "letters/reply.pdf"));
	tell(&f, EVENT(.type = "response", .file = "letters/reply.pdf"));
	settle_well(&f);
	cr_expect_str_eq(said(&f), "complaint 2023-01-16 0, decision 2023-02-10 1, response "
				   "2023-02-10 1, final-response 2023-03-03 2");
	stop(&f);
}

Test(steps_told, another_day_than_the_document_states_is_inferred)
{
	struct fixture f;

	start(&f);
	tell(&f, EVENT(.day = {2023, 2, 9}, .type = "response", .file = "letters/reply.pdf"));
	settle_well(&f);
	cr_expect_str_eq(said(&f),
		"complaint 2023-01-16 0, response 2023-02-09 1, final-response 2023-03-03 2");
	cr_expect(f.b.steps[1].inferred);
	stop(&f);
}

Test(steps_told, what_is_told_and_seen_counts_once_where_it_can_be_seen)
{
	struct fixture f;

	start(&f);
	tell(&f, EVENT(.day = {2023, 3, 3}, .type = "final-response", .received = {2023, 3, 7},
			 .by = "Ms A"));
	settle_well(&f);
	cr_expect_str_eq(said(&f),
		"complaint 2023-01-16 0, response 2023-02-10 1, final-response 2023-03-03 2");
	cr_expect_null(f.b.steps[2].by);
	cr_expect_eq(f.b.steps[2].received.day, 7);
	stop(&f);
}

Test(steps_told, index_csv_wins_over_what_was_found_and_bundle_yaml_over_both)
{
	struct fixture f;

	start(&f);
	f.steer[REPLY].event = "acknowledgement";
	f.steer[COMPLAINT].event = "none";
	f.steer[FINAL].received = "2023-03-06";
	for (size_t i = 0; i < DOCUMENTS; i++)
		f.b.exhibits[i].steer = &f.steer[i];
	settle_well(&f);
	cr_expect_str_eq(said(&f), "acknowledgement 2023-02-10 1, final-response 2023-03-03 2");
	cr_expect_eq(f.b.steps[1].received.day, 6);
	cr_expect(f.b.steps[0].given);
	stop(&f);
	start(&f);
	f.steer[REPLY].event = "acknowledgement";
	f.b.exhibits[REPLY].steer = &f.steer[REPLY];
	tell(&f, EVENT(.type = "response", .file = "letters/reply.pdf"));
	settle_well(&f);
	cr_expect_str_eq(said(&f),
		"complaint 2023-01-16 0, response 2023-02-10 1, final-response 2023-03-03 2");
	stop(&f);
}

Test(steps_told, an_undated_document_gives_no_made_up_day)
{
	struct fixture f;

	start(&f);
	f.b.exhibits[REPLY].date = rows_day(2023, 2, 0);
	tell(&f, EVENT(.type = "final-response", .file = "letters/reply.pdf"));
	settle_well(&f);
	cr_expect_str_eq(said(&f), "complaint 2023-01-16 0, final-response 2023-03-03 2");
	cr_assert_eq(f.b.undated_step_count, 1);
	cr_expect_str_eq(f.b.undated_steps[0].type, "final-response");
	cr_expect_eq(f.b.undated_steps[0].day.month, 2);
	stop(&f);
}

Test(steps_told, an_answer_is_bound_to_what_asks_on_that_day)
{
	struct fixture f;

	start(&f);
	tell(&f, EVENT(.day = {2023, 3, 1}, .type = "response", .answers = {2023, 1, 16},
			 .text = "They call back"));
	settle_well(&f);
	cr_expect_str_eq(said(&f), "complaint 2023-01-16 0, response 2023-02-10 1, response "
				   "2023-03-01 -1, final-response 2023-03-03 2");
	cr_expect_eq(f.b.steps[2].answers, 0);
	cr_expect_eq(f.b.steps[1].answers, BDL_NO_STEP);
	stop(&f);
}

/* clang-format off */
static const struct { struct bdl_told_event event; const char *message, *hint; } mistakes[] = {
	{ { .day = {2023, 2, 1}, .type = "final response" }, "line 7: \"final response\" is no type of event", "the nearest is \"final-response\"" },
	{ { .day = {2023, 2, 1}, .type = "complant" }, "is no type", "\"complaint\"" },
	{ { .day = {2023, 2, 1}, .type = "xyzzy" }, "is no type", "for instance complaint" },
	{ { .type = "response", .file = "letters/replay.pdf" }, "line 7: file: there is no file \"letters/replay.pdf\"", "letters/reply.pdf" },
	{ { .type = "response", .file = "letters" }, "several files", "letters/reply.pdf" },
	{ { .type = "response", .file = "letters/reply.pdf", .page = 3 }, "has no page 3", "it has 2" },
	{ { .day = {2023, 5, 23}, .type = "call" }, "23 May 2023 is after 22 May 2023", "--date" },
	{ { .type = "response", .file = "letters/reply.pdf", .received = {2023, 5, 23} }, "is after", "--date" },
	{ { .type = "response", .file = "letters/reply.pdf", .received = {2023, 2, 9} }, "received on 9 February 2023, before its date", "put its date right" },
	{ { .text = "Something" }, "the event has no date", "date: 2023-02-17" },
	{ { .day = {2023, 2, 1}, .type = "none" }, "names no document", "add file" },
	{ { .day = {2023, 3, 1}, .type = "response", .answers = {2023, 1, 17} }, "nothing of 17 January 2023 waits", "\"steps\"" },
	{ { .day = {2023, 1, 10}, .type = "response", .answers = {2023, 1, 16} }, "comes after what it answers", "the day of the answer" },
	{ { .day = {2023, 3, 1}, .text = "They call", .answers = {2023, 1, 16} }, "no type that could answer", "type: response" },
};

/* clang-format on */

Test(steps_told, mistakes_are_named_with_their_line_and_what_to_do)
{
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct fixture f;

		start(&f);
		tell(&f, mistakes[i].event);
		settle_badly(&f, mistakes[i].message, mistakes[i].hint);
		cr_expect_str_eq(f.err.path, "bundle.yaml");
		stop(&f);
	}
}

Test(steps_told, so_are_those_of_index_csv)
{
	struct fixture f;

	start(&f);
	f.steer[REPLY].event = "respons";
	f.b.exhibits[REPLY].steer = &f.steer[REPLY];
	settle_badly(&f, "line 3: \"respons\" is no type of event", "\"response\"");
	cr_expect_str_eq(f.err.path, "index.csv");
	stop(&f);
	start(&f);
	f.steer[REPLY].received = "9/2/2023";
	f.b.exhibits[REPLY].steer = &f.steer[REPLY];
	settle_badly(&f, "line 3: received: \"9/2/2023\" is no date", "2023-02-14");
	stop(&f);
}

/* ---- the chronology ---- */

static const struct bdl_entry *entry_of(const struct bdl_bundle *b, const char *text)
{
	for (size_t i = 0; i < b->entry_count; i++)
		if (strcmp(b->entries[i].text, text) == 0)
			return &b->entries[i];
	return NULL;
}

/* clang-format off */
static const struct { const char *from, *by; } authors[] = {
	{ "Mr R, for his daughter Ms A", "Mr R" },
	{ "Mr R (father)", "Mr R (father)" },
	{ "Mr R (father, and carer) , for Ms A", "Mr R (father, and carer)" },
	{ "Mr R (for his daughter Ms A)", "Mr R (for his daughter Ms A)" },
	{ "(father)", "(father)" },
	{ "Mr R", "Mr R" },
	{ ", for Ms A", "the author" },
	{ "", "the author" },
	{ NULL, "the author" },
};

/* clang-format on */

Test(steps_told, whoever_says_it_is_named_whole)
{
	for (size_t i = 0; i < sizeof(authors) / sizeof(authors[0]); i++) {
		struct fixture f;

		start(&f);
		f.b.about.from = authors[i].from;
		tell(&f, EVENT(.day = {2023, 2, 17}, .type = "call"));
		settle_well(&f);
		cr_expect_str_eq(f.b.steps[2].by, authors[i].by, "\"%s\"", f.b.steps[2].by);
		stop(&f);
	}
}

Test(steps_told, events_are_rows_of_the_chronology_and_none_is_doubled)
{
	const struct bdl_entry *e;
	struct fixture f;
	size_t stated = 0;

	start(&f);
	tell(&f, EVENT(.day = {2023, 2, 17}, .type = "call", .text = "Mr R calls the CMS"));
	tell(&f, EVENT(.type = "response", .file = "letters/reply.pdf"));
	tell(&f, EVENT(.day = {2023, 3, 7}, .file = "letters/final.pdf", .page = 2,
			 .text = "The final response comes."));
	tell(&f, EVENT(.day = {2023, 3, 10}, .type = "call", .by = "Ms A"));
	settle_well(&f);
	cr_assert_eq(bdl_chronicle(&f.b, &f.err), 0);
	cr_expect_eq(f.b.entry_count, DOCUMENTS + 3);
	e = entry_of(&f.b, "Mr R calls the CMS.");
	cr_assert(e);
	cr_expect_eq(e->exhibit, BDL_NONE);
	cr_expect_str_eq(e->by, "Mr R");
	cr_expect_str_eq(e->type, "call");
	cr_expect_eq(e->date.source, BDL_FROM_AUTHOR);
	e = entry_of(&f.b, "The final response comes.");
	cr_assert(e);
	cr_expect_eq(e->exhibit, FINAL);
	cr_expect_eq(e->page, 2);
	cr_expect_null(e->type);
	e = entry_of(&f.b, "Telephone call.");
	cr_assert(e);
	cr_expect_str_eq(e->by, "Ms A");
	e = entry_of(&f.b, "Our response.");
	cr_assert(e);
	cr_expect_str_eq(e->type, "response");
	cr_expect_null(e->by);
	for (size_t i = 1; i < f.b.entry_count; i++)
		cr_expect(
			bdl_day_compare(f.b.entries[i - 1].date.day, f.b.entries[i].date.day) <= 0);
	for (size_t i = 0; i < f.b.event_count; i++)
		stated += f.b.events[i].record.type == BDL_EVENT_STATED;
	cr_expect_eq(stated, 3);
	stop(&f);
}
