/*
 * A recipient's file as libcyaml reads it: texts are texts still. recipient_take.h makes of them what recipient.h promises.
 */
#ifndef BDL_MODEL_RECIPIENT_FILE_H
#define BDL_MODEL_RECIPIENT_FILE_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */
struct bdl_written_said {
	char *source, *confidence, *reviewed; /* reviewed: or NULL */
};

struct bdl_written_line { /* a text, or NULL where the line itself is what is said, and where it comes from */
	char *value;
	struct bdl_written_said said;
};

struct bdl_written_lines {
	char **lines; unsigned lines_count;
	struct bdl_written_said said;
};

struct bdl_written_next {
	char *id, *words; /* or NULL */
	struct bdl_written_said said;
};

struct bdl_written_limit {
	uint64_t value;
	char *words;
	struct bdl_written_said said;
};

struct bdl_written_document {
	char *document;
	unsigned pages;
	struct bdl_written_said said;
};

struct bdl_written_pdf {
	struct bdl_written_line numbering;
	struct bdl_written_limit *bytes_safe, *bytes_most, *pages_most, *core_above, *least_type;
	struct bdl_written_line *hearing, *messages;
	struct bdl_written_document *documents; unsigned documents_count;
};

struct bdl_written_enclosure {
	char *id, *what, *wish, *why, *todo;
	char **steps, **kinds; unsigned steps_count, kinds_count;
	struct bdl_written_said said;
};

struct bdl_written_period {
	unsigned *months, *days, *weeks, *working_days; /* one of them; the rest NULL */
	unsigned days_of_post;
	bool less_a_day, rolls;
};

struct bdl_written_deadline {
	char *id, *what, *rule, *counts; /* counts: or NULL */
	char **triggers, **done; unsigned triggers_count, done_count;
	struct bdl_written_period period;
	struct bdl_written_said said;
};

struct bdl_written_standard {
	char *id, *what, *asked;
	char **answered; unsigned answered_count;
	bool when_answered;
	struct bdl_written_period period;
	struct bdl_written_said said;
};

struct bdl_written_fact {
	char *fact, *wish, *why;
	struct bdl_written_said said;
};

struct bdl_written_recipient {
	char *id, *name, *short_name, *reviewed;
	char **aliases; unsigned aliases_count;
	unsigned order;
	bool court;
	struct bdl_written_lines *address;
	struct bdl_written_line *email, *phone, *site;
	struct bdl_written_next *next;
	struct bdl_written_line *notes; unsigned notes_count;
	struct bdl_written_enclosure *enclosures; unsigned enclosures_count;
	struct bdl_written_deadline *deadlines; unsigned deadlines_count;
	struct bdl_written_standard *standards; unsigned standards_count;
	struct bdl_written_fact *facts; unsigned facts_count;
	struct bdl_written_pdf pdf;
};
/* clang-format on */

/* path stands in errors, with the line. *out is freed with bdl_written_recipient_free(); NULL is fine there. */
int bdl_written_recipient_read(struct bdl_written_recipient **out, const char *path, const void *yaml, size_t length,
	struct bdl_error *err) BDL_MUST_CHECK;
void bdl_written_recipient_free(struct bdl_written_recipient *w);

#endif
