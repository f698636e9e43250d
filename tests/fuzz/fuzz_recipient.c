/*
 * Fuzz recipient: the input is a recipient's file of the user's own. A mistake is told in its
 * place; else what it says can be printed as data, every line of it with where it comes from.
 */
#include "model/recipient_json.h"
#include "model/recipient_read.h"

#include "fault.h"
#include "mutate.h"
#include "rules.h"
#include <string.h>

static struct bdl_step_kinds *steps;
static struct bdl_kinds *kinds;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	load_rules(&kinds, &steps);
	return 0;
}

static void check_said(const struct bdl_said *s, const char *what)
{
	const struct bdl_day today = {2023, 5, 22};

	if (!s->source || !s->confidence)
		fault("%s comes from nowhere", what);
	(void)bdl_said_is_old(s, today);
	(void)bdl_said_is_official(s);
}

static void check_taken(const struct bdl_recipient *r)
{
	const struct bdl_day today = {2023, 5, 22};
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	if (!r->id || !r->name)
		fault("a recipient without a name");
	for (size_t i = 0; i < r->enclosure_count; i++)
		check_said(&r->enclosures[i].said, "an enclosure");
	for (size_t i = 0; i < r->deadline_count; i++)
		check_said(&r->deadlines[i].said, "a deadline");
	for (size_t i = 0; r->notes && r->notes[i]; i++)
		check_said(&r->note_said[i], "a note");
	if (bdl_recipient_to_json(r, today, &json, &err) < 0)
		fault("it cannot be printed: %s", err.message);
	bdl_buffer_release(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_error err = {0};
	struct bdl_recipient_reading g = {.yaml = {.a = &arena, .path = "own.yaml", .err = &err},
		.steps = steps,
		.kinds = kinds};
	struct bdl_recipient r = {.id = NULL};
	const struct bdl_node *root;

	if (bdl_recipient_read(&g, (const char *)bytes, length, &r, &root) == 0) {
		check_taken(&r);
	} else {
		fault_unless_told(&err);
		if (err.code == BDL_EFORMAT && strncmp(err.path, "own.yaml", 8) != 0)
			fault("a mistake in no place: %s: %s", err.path, err.message);
	}
	bdl_arena_release(&arena);
	return 0;
}
