/* bundle recipients: whom a bundle can be made for, and what each of them asks for. */
#include "base/buffer.h"
#include "bundle.h"
#include "commands.h"
#include "model/recipient_json.h"
#include "options.h"
#include "say.h"
#include "say_recipient.h"
#include "surroundings.h"

struct recipients {
	struct bdl_recipients *all;
	struct bdl_step_kinds *steps; /* for their names */
	const char *word; /* NULL: all of them */
	struct bdl_day today;
	bool json;
};

static int say_json(
	const struct recipients *q, const struct bdl_recipient *one, struct bdl_error *err)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	int rc = one ? bdl_recipient_to_json(one, q->today, &out, err)
		     : bdl_recipients_to_json(q->all, q->today, &out, err);

	if (rc == 0)
		say("%s\n", bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return rc;
}

static int answer(struct recipients *q, struct bdl_error *err)
{
	const struct bdl_recipient *one = NULL;

	if (bdl_recipients_load(&q->all, err) < 0 ||
		bdl_step_kinds_load(&q->steps, NULL, 0, err) < 0)
		return EXIT_UNFINISHED;
	if (q->word && bdl_recipient_choose(q->all, q->word, &one, err) < 0)
		return EXIT_UNFINISHED;
	if (q->word && !one) {
		complain_text("recipient \"%s\" is not known", q->word);
		advise_recipients(q->all, q->word);
		return EXIT_USAGE;
	}
	if (q->json)
		return say_json(q, one, err) < 0 ? EXIT_UNFINISHED : EXIT_DONE;
	if (one) {
		say_recipient(one, q->all, q->steps, q->today);
		return EXIT_DONE;
	}
	say_recipients(q->all, q->today);
	say("bundle recipients ID says what one of them asks for, and where that stands.\n");
	return EXIT_DONE;
}

int cmd_recipients(int argc, char **argv)
{
	struct recipients q = {.today = today()};
	const struct option options[] = {
		{"date", 0, OPTION_DATE, &q.today, "DATE",
			"today, for what was read more than a year before", 0, 0},
		{"json", 0, OPTION_FLAG, &q.json, NULL, "the same as data (see docs/recipients.md)",
			0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "recipients",
		.arguments = "[ID|FILE]",
		.summary =
			"Lists whom a bundle can be made for; of one: what to enclose, by when, "
			"how fast they answer,\nwhat the cover shows, what the PDF must be, where "
			"to send it, each with its source.",
		.more = "What was not read in an official text, or not for a year, says \"check "
			"this "
			"with them\".\nFILE is a recipient of your own: docs/recipients.md says "
			"how to "
			"write one.",
		.options = options,
		.most = 1};
	struct bdl_error err = {0};
	int n = options_parse(&usage, argc, argv, &q.word), status;

	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	status = answer(&q, &err);
	if (err.code != BDL_OK)
		complain(&err);
	bdl_step_kinds_release(q.steps);
	bdl_recipients_release(q.all);
	return status;
}
