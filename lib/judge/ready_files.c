/*
 * Ready: files that a reader cannot see or sees only in part; what a court takes only where it has
 * asked for it; rows of index.csv that belong to nothing. See ready.h.
 */
#include "judge/ready.h"

#include <string.h>

/* ---- could not be shown ---- */

/* What one and what several of them are, behind "could not be shown:". */
static const char *const reasons[][2] = {
	[BDL_REASON_NONE] = {"no reason is known", "no reason is known"},
	[BDL_REASON_LOCKED] = {"it is locked with a password", "they are locked with a password"},
	[BDL_REASON_DAMAGED] = {"it is damaged", "they are damaged"},
	[BDL_REASON_TRUNCATED] = {"it breaks off before its end",
		"they break off before their end"},
	[BDL_REASON_EMPTY] = {"it is empty", "they are empty"},
	[BDL_REASON_UNKNOWN_KIND] = {"it is of a kind that is not known",
		"they are of kinds that are not known"},
	[BDL_REASON_NOT_YET] = {"this version cannot put its kind on pages",
		"this version cannot put their kind on pages"},
	[BDL_REASON_SOUND] = {"it is a sound recording", "they are sound recordings"},
	[BDL_REASON_VIDEO] = {"it is a video", "they are videos"},
	[BDL_REASON_TOO_SLOW] = {"reading it took too long", "reading them took too long"},
	[BDL_REASON_TOO_BIG] = {"it is too large to be read", "they are too large to be read"},
	[BDL_REASON_FAILED] = {"reading it failed, twice", "reading them failed, twice"},
	[BDL_REASON_UNREADABLE] = {"it may not be read on this computer",
		"they may not be read on this computer"},
};

enum { REASONS = sizeof(reasons) / sizeof(reasons[0]) };

static const char *remedy(enum bdl_reason r)
{
	switch (r) {
	case BDL_REASON_LOCKED:
		return "Save a copy without the password, and put that in.";
	case BDL_REASON_SOUND:
	case BDL_REASON_VIDEO:
		return "Say in writing what is heard or seen, or leave it: its page says where it "
		       "is.";
	case BDL_REASON_UNREADABLE:
		return "Give yourself the right to read it, then build again.";
	case BDL_REASON_NOT_YET:
	case BDL_REASON_UNKNOWN_KIND:
		return "Save it as PDF, and put that in.";
	case BDL_REASON_NONE:
	case BDL_REASON_DAMAGED:
	case BDL_REASON_TRUNCATED:
	case BDL_REASON_EMPTY:
	case BDL_REASON_TOO_SLOW:
	case BDL_REASON_TOO_BIG:
	case BDL_REASON_FAILED:
		break;
	}
	return "Get it again from where it came, or photograph it.";
}

static void say_not_shown(struct bdl_readying *m, enum bdl_reason reason)
{
	const struct bdl_bundle *b = m->b;
	size_t *rows = bdl_arena_alloc(m->arena, (b->order_count + 1) * sizeof(*rows)), n = 0;
	struct bdl_ready_finding *f;

	if (!rows) {
		m->failed = bdl_fail_memory(m->err) < 0;
		return;
	}
	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (x->reason == reason && (!x->shown || reason == BDL_REASON_TRUNCATED))
			rows[n++] = b->order[i];
	}
	if (!n)
		return;
	if (reason == BDL_REASON_TRUNCATED)
		f = bdl_ready_find(m, BDL_READY_LOOK, "shown-in-part",
			"%s %s shown only in part: %s", bdl_ready_numbers(m, rows, n),
			n == 1 ? "is" : "are", reasons[reason][n > 1]);
	else
		f = bdl_ready_find(m, BDL_READY_LOOK, "not-shown", "%s could not be shown: %s",
			bdl_ready_numbers(m, rows, n), reasons[reason][n > 1]);
	bdl_ready_why(m, f, "A page in its place says so; the file is in the archive.");
	bdl_ready_todo(m, f, "%s", remedy(reason));
	for (size_t i = 0; i < n; i++)
		bdl_ready_about(m, f, rows[i]);
}

/* ---- messages, letters, photographs ---- */

/* Kinds by their ids, as rule R45 has them. */
static bool is_unasked(const char *kind)
{
	static const char *const words[] = {
		"letter", "screenshot", "photo", "chat", "message", "sms", "mail", "complaint"};

	for (size_t i = 0; kind && i < sizeof(words) / sizeof(*words); i++)
		if (strstr(kind, words[i]))
			return true;
	return false;
}

static void ask_messages(struct bdl_readying *m)
{
	const struct bdl_bundle *b = m->b;
	struct bdl_ready_finding *f;
	size_t count = 0;

	for (size_t i = 0; i < b->order_count; i++)
		count += is_unasked(b->exhibits[b->order[i]].kind);
	if (!m->r->warns_of_messages || !count)
		return;
	f = bdl_ready_find(m, BDL_READY_LOOK, "messages",
		"%s: the court takes them only where it has directed so",
		bdl_ready_counted(m, count, "letter, message or photograph",
			"letters, messages and photographs"));
	bdl_ready_said(m, f, "others are refused", &m->r->messages_said);
	bdl_ready_todo(
		m, f, "Leave out what no order asks for: put no under include in index.csv.");
	for (size_t i = 0; i < b->order_count; i++)
		if (is_unasked(b->exhibits[b->order[i]].kind))
			bdl_ready_about(m, f, b->order[i]);
}

/* ---- index.csv ---- */

static void ask_rows(struct bdl_readying *m)
{
	const struct bdl_steering *all = m->b->steering;

	for (size_t i = 0; all && (i = bdl_steer_unmatched(all, i)) < all->row_count; i++) {
		const struct bdl_steer *s = &all->rows[i];
		struct bdl_ready_finding *f = bdl_ready_find(m, BDL_READY_TO_DO, "index-row",
			"index.csv, line %u: there is no file %s", s->line,
			s->path ? s->path : "of that fingerprint");

		bdl_ready_why(m, f, "What the row says of a document is said of nothing.");
		bdl_ready_todo(m, f, "Put the file back, or take the row out.");
	}
}

/* What was written of a file may not hold for the one that has taken its place. */
static void ask_changed(struct bdl_readying *m)
{
	const struct bdl_bundle *b = m->b;

	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];
		struct bdl_ready_finding *f;

		if (!x->steer || !x->steer->changed)
			continue;
		f = bdl_ready_find(m, BDL_READY_LOOK, "index-changed",
			"index.csv, line %u: %s is another file than when the row was written",
			x->steer->line, x->name);
		bdl_ready_why(m, f, "Title and date in the row may be those of the old file.");
		bdl_ready_todo(m, f, "See that the row still fits.");
		bdl_ready_about(m, f, b->order[i]);
	}
}

void bdl_ready_files(struct bdl_readying *m)
{
	for (int i = 0; i < REASONS; i++)
		say_not_shown(m, (enum bdl_reason)i);
	ask_messages(m);
	ask_rows(m);
	ask_changed(m);
}
