/* Step kinds: schemas/steps.yaml read into structs and checked. See step.h. */
#include "model/step.h"

#include "base/nearest.h"
#include "base/pattern.h"
#include "base/text.h"
#include "model/kind.h"
#include <cyaml/cyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const unsigned char bdl_steps_yaml[];
extern const unsigned long bdl_steps_yaml_size;

struct bdl_step_patterns {
	unsigned count;
	struct bdl_pattern *list[]; /* NULL: no regex there */
};

enum { TEXT_MOST = 200, REGEX_MOST = 1000, LIST_MOST = 1000, REASON_MAX = 200 };

/* clang-format off */
static const cyaml_schema_value_t words_entry = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, TEXT_MOST)};

#define WORDS(type, key) CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct type, key, &words_entry, 0, LIST_MOST)

#define REGEX(key) \
	CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct bdl_step_rule, key, 1, REGEX_MOST)

static const cyaml_schema_field_t rule_fields[] = {
	WORDS(bdl_step_rule, kinds), WORDS(bdl_step_rule, any), WORDS(bdl_step_rule, all), WORDS(bdl_step_rule, none),
	WORDS(bdl_step_rule, sender), WORDS(bdl_step_rule, not_sender),
	REGEX(to), REGEX(heading), REGEX(opening), REGEX(says), REGEX(unless),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t rule_entry = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bdl_step_rule, rule_fields)};

static const cyaml_schema_field_t kind_fields[] = {
	CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct bdl_step_kind, id, 1, TEXT_MOST),
	CYAML_FIELD_STRING_PTR("label", CYAML_FLAG_POINTER, struct bdl_step_kind, label, 1, TEXT_MOST),
	CYAML_FIELD_STRING_PTR("sentence", CYAML_FLAG_POINTER, struct bdl_step_kind, sentence, 1, TEXT_MOST),
	CYAML_FIELD_BOOL("asks", CYAML_FLAG_OPTIONAL, struct bdl_step_kind, asks),
	WORDS(bdl_step_kind, answered),
	CYAML_FIELD_SEQUENCE("rules", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct bdl_step_kind, rules, &rule_entry, 0, LIST_MOST),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t kind_entry = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bdl_step_kind, kind_fields)};

static const cyaml_schema_field_t top_fields[] = {
	WORDS(bdl_step_kinds, blanks), WORDS(bdl_step_kinds, names),
	CYAML_FIELD_SEQUENCE("kinds", CYAML_FLAG_POINTER, struct bdl_step_kinds, kinds, &kind_entry, 1, LIST_MOST),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t top_schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct bdl_step_kinds, top_fields)};
/* clang-format on */

/* libcyaml says what is wrong, and where, only to its log; the first line is the reason. */
BDL_PRINTF(3, 0)

static void keep_reason(cyaml_log_t level, void *reason, const char *format, va_list args)
{
	char *text = reason;

	(void)level;
	if (text && text[0] == '\0')
		vsnprintf(text, REASON_MAX, format, args);
	if (text)
		text[strcspn(text, "\n")] = '\0';
}

static const cyaml_config_t freeing = {.mem_fn = cyaml_mem};

/* ---- regexes ---- */

static const char *regex_of(const struct bdl_step_rule *r, unsigned part)
{
	const char *const regexes[BDL_STEP_PARTS] = {
		r->to, r->heading, r->opening, r->says, r->unless};

	return regexes[part];
}

static struct bdl_step_patterns *room_for(unsigned count)
{
	struct bdl_step_patterns *p = calloc(1, sizeof(*p) + count * sizeof(p->list[0]));

	if (p)
		p->count = count;
	return p;
}

static void release_patterns(struct bdl_step_patterns *p)
{
	for (unsigned i = 0; p && i < p->count; i++)
		bdl_pattern_close(p->list[i]);
	free(p);
}

static int add_pattern(struct bdl_step_patterns *p, unsigned i, const char *regex, bool tried,
	const char *of, struct bdl_error *err)
{
	if (!regex)
		return 0;
	p->list[i] = bdl_pattern_open(regex, tried, "steps.yaml", of, err);
	return p->list[i] ? 0 : -1;
}

static int add_patterns_of(const struct bdl_step_kind *kind, struct bdl_step_rule *r, bool tried,
	struct bdl_error *err)
{
	r->patterns = room_for(BDL_STEP_PARTS);
	if (!r->patterns)
		return bdl_fail_memory(err);
	for (unsigned part = 0; part < BDL_STEP_PARTS; part++)
		if (add_pattern(r->patterns, part, regex_of(r, part), tried, kind->id, err) < 0)
			return -1;
	return 0;
}

static int add_patterns(struct bdl_step_kinds *k, bool tried, struct bdl_error *err)
{
	k->patterns = room_for(k->blanks_count);
	if (!k->patterns)
		return bdl_fail_memory(err);
	for (unsigned i = 0; i < k->blanks_count; i++)
		if (add_pattern(k->patterns, i, k->blanks[i], tried, "blanks", err) < 0)
			return -1;
	for (unsigned i = 0; i < k->kinds_count; i++)
		for (unsigned n = 0; n < k->kinds[i].rules_count; n++)
			if (add_patterns_of(&k->kinds[i], &k->kinds[i].rules[n], tried, err) < 0)
				return -1;
	return 0;
}

static bool one_ran_short(const struct bdl_step_patterns *p)
{
	for (unsigned i = 0; p && i < p->count; i++)
		if (bdl_pattern_ran_short(p->list[i]))
			return true;
	return false;
}

bool bdl_steps_ran_short(const struct bdl_step_kinds *k)
{
	bool failed = one_ran_short(k->patterns);

	for (unsigned i = 0; i < k->kinds_count; i++)
		for (unsigned n = 0; n < k->kinds[i].rules_count; n++)
			failed |= one_ran_short(k->kinds[i].rules[n].patterns);
	return failed;
}

bool bdl_step_rule_matches(const struct bdl_step_rule *r, enum bdl_step_part part,
	const char *folded, const char **word, size_t *length)
{
	return r->patterns && r->patterns->list[part] &&
	       bdl_pattern_matches(r->patterns->list[part], folded, 0, word, length);
}

bool bdl_step_is_blank(const struct bdl_step_kinds *k, const char *folded)
{
	for (unsigned i = 0; k->patterns && i < k->patterns->count; i++)
		if (k->patterns->list[i] &&
			bdl_pattern_matches(k->patterns->list[i], folded, 0, NULL, NULL))
			return true;
	return false;
}

/* ---- what must hold ---- */

/* A rule of a kind alone is enough; one of words alone would take any text for a step. */
static int check_rule(const struct bdl_kinds *kinds, const struct bdl_step_kind *kind,
	const struct bdl_step_rule *r, struct bdl_error *err)
{
	if (r->kinds_count == 0 && r->sender_count == 0)
		return bdl_fail(err, BDL_EFORMAT, "steps.yaml",
			"a rule of %s names neither kinds nor a sender", kind->id);
	for (unsigned i = 0; i < r->kinds_count; i++)
		if (!bdl_kinds_find(kinds, r->kinds[i]))
			return bdl_fail(err, BDL_EFORMAT, "steps.yaml",
				"a rule of %s asks for the kind %.60s, which there is none of",
				kind->id, r->kinds[i]);
	return 0;
}

static int check_rules(const struct bdl_step_kinds *k, struct bdl_error *err)
{
	struct bdl_kinds *kinds = NULL;
	int rc = bdl_kinds_load(&kinds, NULL, 0, err);

	for (unsigned i = 0; rc == 0 && i < k->kinds_count; i++)
		for (unsigned n = 0; rc == 0 && n < k->kinds[i].rules_count; n++)
			rc = check_rule(kinds, &k->kinds[i], &k->kinds[i].rules[n], err);
	bdl_kinds_release(kinds);
	return rc;
}

static int check(const struct bdl_step_kinds *k, struct bdl_error *err)
{
	for (unsigned i = 0; i < k->kinds_count; i++) {
		const struct bdl_step_kind *kind = &k->kinds[i];

		if (bdl_step_kind_find(k, kind->id) != kind || strcmp(kind->id, BDL_STEP_NONE) == 0)
			return bdl_fail(
				err, BDL_EFORMAT, "steps.yaml", "there are two steps %s", kind->id);
		for (unsigned n = 0; n < kind->answered_count; n++)
			if (!bdl_step_kind_find(k, kind->answered[n]))
				return bdl_fail(err, BDL_EFORMAT, "steps.yaml",
					"%s is answered by %s, which is no step", kind->id,
					kind->answered[n]);
	}
	return 0;
}

int bdl_step_kinds_load(
	struct bdl_step_kinds **out, const char *yaml, size_t length, struct bdl_error *err)
{
	char reason[REASON_MAX] = "";
	const cyaml_config_t config = {.log_fn = keep_reason,
		.log_ctx = reason,
		.log_level = CYAML_LOG_ERROR,
		.mem_fn = cyaml_mem};
	const uint8_t *text = yaml ? (const uint8_t *)yaml : bdl_steps_yaml;
	struct bdl_step_kinds *k = NULL;
	cyaml_err_t failed = cyaml_load_data(text, yaml ? length : bdl_steps_yaml_size, &config,
		&top_schema, (cyaml_data_t **)&k, NULL);

	*out = NULL;
	if (failed == CYAML_ERR_OOM)
		return bdl_fail_memory(err);
	if (failed != CYAML_OK || !k)
		return bdl_fail(err, BDL_EFORMAT, "steps.yaml", "%s",
			*reason ? reason : cyaml_strerror(failed));
	if (check(k, err) < 0 || check_rules(k, err) < 0 ||
		add_patterns(k, yaml != NULL, err) < 0) {
		bdl_step_kinds_release(k);
		return -1;
	}
	*out = k;
	return 0;
}

void bdl_step_kinds_release(struct bdl_step_kinds *k)
{
	if (!k)
		return;
	release_patterns(k->patterns);
	for (unsigned i = 0; i < k->kinds_count; i++)
		for (unsigned n = 0; n < k->kinds[i].rules_count; n++)
			release_patterns(k->kinds[i].rules[n].patterns);
	cyaml_free(&freeing, &top_schema, k, 0);
}

const struct bdl_step_kind *bdl_step_kind_find(const struct bdl_step_kinds *k, const char *id)
{
	for (unsigned i = 0; i < k->kinds_count; i++)
		if (strcmp(k->kinds[i].id, id) == 0)
			return &k->kinds[i];
	return NULL;
}

/* Some people give a type as it is called, "final response", or half of it, "mandatory". */
const char *bdl_step_kind_nearest(const struct bdl_step_kinds *k, const char *word)
{
	const char **ids = calloc(k->kinds_count + 1, sizeof(*ids)), *near = NULL;

	for (unsigned i = 0; ids && i < k->kinds_count; i++) {
		ids[i] = k->kinds[i].id;
		if (bdl_text_casecmp(k->kinds[i].label, word) == 0)
			near = ids[i];
	}
	if (ids && !near)
		near = bdl_nearest(word, ids);
	free((void *)ids);
	return near;
}
