/* Step kinds: schemas/steps.yaml read into structs and checked. See step.h. */
#include "model/step.h"

#include <cyaml/cyaml.h>
#include <stdio.h>
#include <string.h>

extern const unsigned char bdl_steps_yaml[];
extern const unsigned long bdl_steps_yaml_size;

enum { TEXT_MOST = 200, LIST_MOST = 1000, REASON_MAX = 200 };

/* clang-format off */
static const cyaml_schema_value_t words_entry = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, TEXT_MOST)};

#define WORDS(type, key) CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct type, key, &words_entry, 0, LIST_MOST)

static const cyaml_schema_field_t rule_fields[] = {
	WORDS(bdl_step_rule, kinds), WORDS(bdl_step_rule, any), WORDS(bdl_step_rule, all), WORDS(bdl_step_rule, none),
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
		.mem_fn = cyaml_mem,
		.flags = CYAML_CFG_NO_ALIAS};
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
	if (check(k, err) < 0) {
		bdl_step_kinds_release(k);
		return -1;
	}
	*out = k;
	return 0;
}

void bdl_step_kinds_release(struct bdl_step_kinds *k)
{
	if (k)
		cyaml_free(&freeing, &top_schema, k, 0);
}

const struct bdl_step_kind *bdl_step_kind_find(const struct bdl_step_kinds *k, const char *id)
{
	for (unsigned i = 0; i < k->kinds_count; i++)
		if (strcmp(k->kinds[i].id, id) == 0)
			return &k->kinds[i];
	return NULL;
}
