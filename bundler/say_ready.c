/* Say ready: see say_ready.h. */
#include "say_ready.h"

#include "base/buffer.h"
#include "lines.h"
#include <stdio.h>
#include <string.h>

size_t count_findings(const struct bdl_ready *r, enum bdl_ready_state state)
{
	size_t n = 0;

	for (size_t i = 0; i < r->finding_count; i++)
		n += r->findings[i].state == state;
	return n;
}

void say_ready_verdict(const struct bdl_ready *r)
{
	size_t to_do = count_findings(r, BDL_READY_TO_DO), look = count_findings(r, BDL_READY_LOOK);
	enum paint paint = r->ready ? PAINT_VERDICT_GOOD : PAINT_VERDICT_BAD;

	say("%s", paint_on(paint));
	say_name(stdout, r->name);
	say(":%s %s", paint_off(paint), r->ready ? "ready" : "not ready");
	if (to_do)
		say(", %zu thing%s to do", to_do, to_do == 1 ? "" : "s");
	if (look)
		say(", %zu to look at", look);
	say("\n");
}

/* What to do, and that the rule is to be checked; with all also why. */
static void say_rest(const struct bdl_ready_finding *f, bool all)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;

	if (all && f->why)
		bdl_buffer_printf(&text, "%s%s", f->why,
			strchr(".!?", f->why[strlen(f->why) - 1]) ? "" : ".");
	if (f->todo)
		bdl_buffer_printf(&text, "%s%s", text.length ? " " : "", f->todo);
	if (f->check_with_them)
		bdl_buffer_printf(&text, "%sCheck this with them.", text.length ? " " : "");
	if (text.length)
		say_below(bdl_buffer_string(&text));
	bdl_buffer_release(&text);
}

static void say_finding(const struct bdl_ready_finding *f, bool all)
{
	switch (f->state) {
	case BDL_READY_TO_DO:
		say_line("to do", PAINT_BAD, f->text, NULL);
		break;
	case BDL_READY_LOOK:
		say_line("look", PAINT_NONE, f->text, NULL);
		break;
	case BDL_READY_OK:
		say_line("ok", PAINT_GOOD, f->text, NULL);
		return;
	}
	say_rest(f, all);
}

void say_ready(const struct bdl_ready *r, bool all)
{
	for (size_t i = 0; i < r->finding_count; i++)
		say_finding(&r->findings[i], all);
	for (size_t i = 0; i < r->line_count; i++) {
		const struct bdl_ready_line *l = &r->lines[i];

		/* delays stand under each other, anything else apart */
		if (i == 0 || l->source || r->lines[i - 1].source ||
			strcmp(l->head, r->lines[i - 1].head) != 0)
			say("\n");
		say_paragraph(l->head, l->text);
		if (l->source)
			say_paragraph("", l->source);
	}
}
