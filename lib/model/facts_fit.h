/*
 * What both ways of facts as JSON agree on. Internal to facts_json*.c: others include
 * model/facts.h.
 */
#ifndef BDL_MODEL_FACTS_FIT_H
#define BDL_MODEL_FACTS_FIT_H

#include "model/facts.h"
#include <jansson.h>

/* The strings of struct bdl_facts. */
struct bdl_facts_text {
	const char *key;
	size_t at, most;
	bool needed, lines; /* never NULL; may hold '\n' */
};

#define BDL_FACTS_TEXTS 13
extern const struct bdl_facts_text bdl_facts_texts[BDL_FACTS_TEXTS];

bool bdl_facts_is_control(uint32_t c);
/* Lower-case letters, digits, hyphens; not empty. */
bool bdl_facts_is_token(const char *s);
bool bdl_facts_day_fits(struct bdl_day d, enum bdl_precision precision);
/* The lists of records and of documents inside, as JSON; see facts_lists.c. NULL when out of memory. */
json_t *bdl_facts_write_records(const struct bdl_facts *f);
json_t *bdl_facts_write_inner(const struct bdl_facts *f);
json_t *bdl_facts_write_hidden(const struct bdl_facts *f);
/* And back: 0, or -1 for what the writer would not have written, or with *memory set. Strings into the arena. */
int bdl_facts_read_records(struct bdl_facts *f, struct bdl_arena *a, const json_t *list, bool *memory) BDL_MUST_CHECK;
int bdl_facts_read_inner(struct bdl_facts *f, struct bdl_arena *a, const json_t *list, bool *memory) BDL_MUST_CHECK;
int bdl_facts_read_hidden(struct bdl_facts *f, struct bdl_arena *a, const json_t *list, bool *memory) BDL_MUST_CHECK;
/* A clean copy of s: no control characters, at most `most` bytes; JSON null for NULL. */
json_t *bdl_facts_write_string(const char *s, size_t most, bool lines);
/* True if s is what bdl_facts_write_string() could have written. */
bool bdl_facts_is_clean(const char *s, size_t length, size_t most, bool lines);

/* A reader knows neither the file's true name nor what the author says. */
bool bdl_facts_source_fits(enum bdl_date_source source);
/* Pages if it is shown, a reason if it is not. */
bool bdl_facts_reason_fits(const struct bdl_facts *f);

#endif
