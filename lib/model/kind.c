/* Kinds: schemas/kinds.yaml read into structs and checked. The only file that knows libcyaml. */
#include "model/kind.h"

#include "base/pattern.h"
#include "model/bundle.h"
#include <cyaml/cyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The text of schemas/kinds.yaml, written into the build by bdl_embed(). */
extern const unsigned char bdl_kinds_yaml[];
extern const unsigned long bdl_kinds_yaml_size;

enum { MOST_ENTRIES = 1000, WORD_MAX = 200, WEIGHT_MAX = 100 };

/* clang-format off */
static const cyaml_schema_value_t word_schema = { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, WORD_MAX) };

#define WORDS(key) \
	CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct bdl_kind_rule, key, &word_schema, \
		1, MOST_ENTRIES)
#define STRING(type, key) CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER, type, key, 1, WORD_MAX)
#define OPTIONAL_STRING(type, key) \
	CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, key, 1, WORD_MAX)

static const cyaml_schema_field_t rule_fields[] = {
	WORDS(formats), WORDS(any), WORDS(all), WORDS(none), WORDS(name), WORDS(columns), WORDS(layout), WORDS(sender),
	OPTIONAL_STRING(struct bdl_kind_rule, regex),
	OPTIONAL_STRING(struct bdl_kind_rule, records), OPTIONAL_STRING(struct bdl_kind_rule, nature),
	CYAML_FIELD_INT("weight", CYAML_FLAG_DEFAULT, struct bdl_kind_rule, weight),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t rule_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bdl_kind_rule, rule_fields)
};

static const cyaml_schema_field_t kind_fields[] = {
	STRING(struct bdl_kind, id), STRING(struct bdl_kind, label), STRING(struct bdl_kind, section),
	OPTIONAL_STRING(struct bdl_kind, of), OPTIONAL_STRING(struct bdl_kind, heading),
	CYAML_FIELD_SEQUENCE("rules", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct bdl_kind, rules, &rule_schema,
		0, MOST_ENTRIES),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t kind_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bdl_kind, kind_fields)
};

static const cyaml_schema_field_t section_fields[] = {
	STRING(struct bdl_section_rule, id), STRING(struct bdl_section_rule, title), CYAML_FIELD_END
};
static const cyaml_schema_value_t section_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bdl_section_rule, section_fields)
};

static const cyaml_schema_value_t pixels_schema = { CYAML_VALUE_UINT(CYAML_FLAG_DEFAULT, unsigned) };
static const cyaml_schema_value_t screen_schema = {
	CYAML_VALUE_SEQUENCE_FIXED(CYAML_FLAG_DEFAULT, unsigned, &pixels_schema, 2)
};

static const cyaml_schema_field_t top_fields[] = {
	CYAML_FIELD_INT("enough", CYAML_FLAG_DEFAULT, struct bdl_kinds, enough),
	CYAML_FIELD_SEQUENCE("screens", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct bdl_kinds, screens,
		&screen_schema, 0, MOST_ENTRIES),
	CYAML_FIELD_SEQUENCE("sections", CYAML_FLAG_POINTER, struct bdl_kinds, sections, &section_schema, 1, MOST_ENTRIES),
	CYAML_FIELD_SEQUENCE("kinds", CYAML_FLAG_POINTER, struct bdl_kinds, kinds, &kind_schema, 1, MOST_ENTRIES),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t top_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct bdl_kinds, top_fields)
};

/* clang-format on */

enum { REASON_MAX = 200 };

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

static const cyaml_config_t config = {.mem_fn = cyaml_mem};

static bool has_section(const struct bdl_kinds *k, const char *id)
{
	for (unsigned i = 0; i < k->sections_count; i++)
		if (strcmp(k->sections[i].id, id) == 0)
			return true;
	return false;
}

static bool is_nature(const char *word)
{
	return strcmp(word, "screen") == 0 || strcmp(word, "photo") == 0 ||
	       strcmp(word, "paper") == 0;
}

static bool has_condition(const struct bdl_kind_rule *r)
{
	return r->formats_count || r->any_count || r->all_count || r->name_count ||
	       r->columns_count || r->layout_count || r->sender_count || r->regex || r->records ||
	       r->nature;
}

static int check_rule(
	const struct bdl_kind *kind, struct bdl_kind_rule *r, bool tried, struct bdl_error *err)
{
	char of[WORD_MAX];

	if (r->weight < 1 || r->weight > WEIGHT_MAX)
		return bdl_fail(err, BDL_EFORMAT, "kinds.yaml",
			"a rule of %s has the weight %d, not 1 to 100", kind->id, r->weight);
	if (r->nature && !is_nature(r->nature))
		return bdl_fail(err, BDL_EFORMAT, "kinds.yaml",
			"a rule of %s has the nature \"%.40s\", not screen, photo or paper",
			kind->id, r->nature);
	if (r->records && bdl_event_type_from_token(r->records) < 0)
		return bdl_fail(err, BDL_EFORMAT, "kinds.yaml",
			"a rule of %s asks for records \"%.40s\", which there are none of",
			kind->id, r->records);
	if (!has_condition(r))
		return bdl_fail(
			err, BDL_EFORMAT, "kinds.yaml", "a rule of %s has no condition", kind->id);
	if (!r->regex)
		return 0;
	snprintf(of, sizeof(of), "a rule of %s", kind->id);
	r->pattern = bdl_pattern_open(r->regex, tried, "kinds.yaml", of, err);
	return r->pattern ? 0 : -1;
}

static int check_kind(const struct bdl_kinds *k, unsigned row, bool tried, struct bdl_error *err)
{
	const struct bdl_kind *kind = &k->kinds[row];

	if (!has_section(k, kind->section))
		return bdl_fail(err, BDL_EFORMAT, "kinds.yaml",
			"the kind %s belongs to no section: %s", kind->id, kind->section);
	if (bdl_kinds_find(k, kind->id) != kind)
		return bdl_fail(err, BDL_EFORMAT, "kinds.yaml", "there are two kinds %s", kind->id);
	if (kind->of && (!bdl_kinds_find(k, kind->of) || bdl_kinds_find(k, kind->of)->of))
		return bdl_fail(err, BDL_EFORMAT, "kinds.yaml",
			"the kind %s is no special case of %.40s", kind->id, kind->of);
	for (unsigned i = 0; i < kind->rules_count; i++)
		if (check_rule(kind, &kind->rules[i], tried, err) < 0)
			return -1;
	return 0;
}

static int check(const struct bdl_kinds *k, bool tried, struct bdl_error *err)
{
	for (unsigned i = 0; i < k->kinds_count; i++)
		if (check_kind(k, i, tried, err) < 0)
			return -1;
	if (!bdl_kinds_find(k, "other"))
		return bdl_fail(err, BDL_EFORMAT, "kinds.yaml", "there is no kind \"other\"");
	return 0;
}

int bdl_kinds_load(struct bdl_kinds **out, const char *yaml, size_t length, struct bdl_error *err)
{
	const uint8_t *text = yaml ? (const uint8_t *)yaml : bdl_kinds_yaml;
	char reason[REASON_MAX] = "";
	cyaml_config_t telling = config;
	cyaml_data_t *data = NULL;
	struct bdl_kinds *k;
	cyaml_err_t failed;

	telling.log_fn = keep_reason;
	telling.log_ctx = reason;
	telling.log_level = CYAML_LOG_ERROR;
	failed = cyaml_load_data(
		text, yaml ? length : bdl_kinds_yaml_size, &telling, &top_schema, &data, NULL);
	if (failed == CYAML_ERR_OOM)
		return bdl_fail_memory(err);
	if (failed != CYAML_OK)
		return bdl_fail(err, BDL_EFORMAT, "kinds.yaml", "%s",
			*reason ? reason : cyaml_strerror(failed));
	k = (struct bdl_kinds *)data;
	if (!k)
		return bdl_fail(err, BDL_EFORMAT, "kinds.yaml", "holds nothing");
	if (check(k, yaml != NULL, err) < 0) {
		bdl_kinds_release(k);
		return -1;
	}
	*out = k;
	return 0;
}

static void release_patterns(struct bdl_kind *kind)
{
	for (unsigned i = 0; i < kind->rules_count; i++)
		bdl_pattern_close(kind->rules[i].pattern);
}

void bdl_kinds_release(struct bdl_kinds *k)
{
	if (!k)
		return;
	for (unsigned i = 0; i < k->kinds_count; i++)
		release_patterns(&k->kinds[i]);
	cyaml_free(&config, &top_schema, (cyaml_data_t *)k, 0);
}

bool bdl_kind_matches(
	const struct bdl_kind_rule *r, const char *folded, const char **word, size_t *length)
{
	return r->pattern && bdl_pattern_matches(r->pattern, folded, 1, word, length);
}

bool bdl_kinds_ran_short(const struct bdl_kinds *k)
{
	for (unsigned i = 0; i < k->kinds_count; i++)
		for (unsigned n = 0; n < k->kinds[i].rules_count; n++)
			if (bdl_pattern_ran_short(k->kinds[i].rules[n].pattern))
				return true;
	return false;
}

const struct bdl_kind *bdl_kinds_find(const struct bdl_kinds *k, const char *id)
{
	for (unsigned i = 0; i < k->kinds_count; i++)
		if (strcmp(k->kinds[i].id, id) == 0)
			return &k->kinds[i];
	return NULL;
}
