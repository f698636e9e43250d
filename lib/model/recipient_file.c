/* A recipient's file as libcyaml reads it. See recipient_file.h. */
#include "model/recipient_file.h"

#include "base/text.h"
#include "model/cyaml_fault.h"
#include "model/yaml_place.h"
#include <cyaml/cyaml.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_MOST = 300, LIST_MOST = 100 };

/* clang-format off */
#define GIVEN CYAML_FLAG_POINTER
#define MAYBE (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)

#define TEXT(key, flags, type, member) CYAML_FIELD_STRING_PTR(key, flags, struct type, member, 1, TEXT_MOST)
#define SAID(type) TEXT("source", GIVEN, type, said.source), TEXT("confidence", GIVEN, type, said.confidence), \
	TEXT("reviewed", MAYBE, type, said.reviewed), CYAML_FIELD_END
#define TEXTS(key, flags, type, member) CYAML_FIELD_SEQUENCE(key, flags, struct type, member, &text_entry, 0, LIST_MOST)
#define COUNT(key, type, member) CYAML_FIELD_UINT_PTR(key, MAYBE, struct type, member)
#define PERIOD(type) COUNT("months", type, period.months), COUNT("days", type, period.days), \
	COUNT("weeks", type, period.weeks), COUNT("working_days", type, period.working_days), \
	CYAML_FIELD_UINT("days_of_post", CYAML_FLAG_OPTIONAL, struct type, period.days_of_post), \
	CYAML_FIELD_BOOL("less_a_day", CYAML_FLAG_OPTIONAL, struct type, period.less_a_day), \
	CYAML_FIELD_BOOL("rolls", CYAML_FLAG_OPTIONAL, struct type, period.rolls)
#define ROWS(type, member, schema) CYAML_FIELD_SEQUENCE(#member, MAYBE, struct type, member, schema, 0, LIST_MOST)
#define ROW(type, fields) {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct type, fields)}
#define BLOCK(type, member, fields) CYAML_FIELD_MAPPING_PTR(#member, MAYBE, struct type, member, fields)

static const cyaml_schema_value_t text_entry = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, TEXT_MOST)};

/* ---- lines ---- */

static const cyaml_schema_field_t value_fields[] = {
	TEXT("value", GIVEN, bdl_written_line, value), SAID(bdl_written_line)
};
static const cyaml_schema_field_t wish_fields[] = {
	SAID(bdl_written_line)
};
static const cyaml_schema_field_t note_fields[] = {
	TEXT("text", GIVEN, bdl_written_line, value), SAID(bdl_written_line)
};
static const cyaml_schema_value_t note_entry = ROW(bdl_written_line, note_fields);
static const cyaml_schema_field_t address_fields[] = {
	TEXTS("lines", GIVEN, bdl_written_lines, lines), SAID(bdl_written_lines)
};
static const cyaml_schema_field_t next_fields[] = {
	TEXT("id", MAYBE, bdl_written_next, id), TEXT("words", MAYBE, bdl_written_next, words), SAID(bdl_written_next)
};

/* ---- what the PDF must be ---- */

static const cyaml_schema_field_t limit_fields[] = {
	CYAML_FIELD_UINT("value", CYAML_FLAG_DEFAULT, struct bdl_written_limit, value),
	TEXT("words", GIVEN, bdl_written_limit, words), SAID(bdl_written_limit)
};
static const cyaml_schema_field_t document_fields[] = {
	TEXT("document", GIVEN, bdl_written_document, document),
	CYAML_FIELD_UINT("pages", CYAML_FLAG_DEFAULT, struct bdl_written_document, pages), SAID(bdl_written_document)
};
static const cyaml_schema_value_t document_entry = ROW(bdl_written_document, document_fields);

#define LIMIT(member) BLOCK(bdl_written_pdf, member, limit_fields)
static const cyaml_schema_field_t pdf_fields[] = {
	CYAML_FIELD_MAPPING("numbering", CYAML_FLAG_DEFAULT, struct bdl_written_pdf, numbering, value_fields),
	LIMIT(bytes_safe), LIMIT(bytes_most), LIMIT(pages_most), LIMIT(core_above), LIMIT(least_type),
	BLOCK(bdl_written_pdf, hearing, wish_fields), BLOCK(bdl_written_pdf, messages, wish_fields),
	ROWS(bdl_written_pdf, documents, &document_entry), CYAML_FIELD_END
};

/* ---- what has to be in it, and when ---- */

static const cyaml_schema_field_t enclosure_fields[] = {
	TEXT("id", GIVEN, bdl_written_enclosure, id), TEXT("what", GIVEN, bdl_written_enclosure, what),
	TEXTS("steps", MAYBE, bdl_written_enclosure, steps), TEXTS("kinds", MAYBE, bdl_written_enclosure, kinds),
	TEXT("wish", GIVEN, bdl_written_enclosure, wish), TEXT("why", GIVEN, bdl_written_enclosure, why),
	TEXT("todo", GIVEN, bdl_written_enclosure, todo), SAID(bdl_written_enclosure)
};
static const cyaml_schema_value_t enclosure_entry = ROW(bdl_written_enclosure, enclosure_fields);

static const cyaml_schema_field_t deadline_fields[] = {
	TEXT("id", GIVEN, bdl_written_deadline, id), TEXT("what", GIVEN, bdl_written_deadline, what),
	TEXT("rule", GIVEN, bdl_written_deadline, rule), TEXT("counts", MAYBE, bdl_written_deadline, counts),
	TEXTS("triggers", GIVEN, bdl_written_deadline, triggers), TEXTS("done", MAYBE, bdl_written_deadline, done),
	PERIOD(bdl_written_deadline), SAID(bdl_written_deadline)
};
static const cyaml_schema_value_t deadline_entry = ROW(bdl_written_deadline, deadline_fields);

static const cyaml_schema_field_t standard_fields[] = {
	TEXT("id", GIVEN, bdl_written_standard, id), TEXT("what", GIVEN, bdl_written_standard, what),
	TEXT("asked", GIVEN, bdl_written_standard, asked), TEXTS("answered", GIVEN, bdl_written_standard, answered),
	CYAML_FIELD_BOOL("when_answered", CYAML_FLAG_OPTIONAL, struct bdl_written_standard, when_answered),
	PERIOD(bdl_written_standard), SAID(bdl_written_standard)
};
static const cyaml_schema_value_t standard_entry = ROW(bdl_written_standard, standard_fields);

static const cyaml_schema_field_t fact_fields[] = {
	TEXT("fact", GIVEN, bdl_written_fact, fact), TEXT("wish", GIVEN, bdl_written_fact, wish),
	TEXT("why", GIVEN, bdl_written_fact, why), SAID(bdl_written_fact)
};
static const cyaml_schema_value_t fact_entry = ROW(bdl_written_fact, fact_fields);

/* ---- the file ---- */

#define OF_FILE(member, schema) ROWS(bdl_written_recipient, member, schema)
static const cyaml_schema_field_t top_fields[] = {
	TEXT("id", GIVEN, bdl_written_recipient, id), TEXT("name", GIVEN, bdl_written_recipient, name),
	TEXT("short", MAYBE, bdl_written_recipient, short_name),
	TEXT("reviewed", GIVEN, bdl_written_recipient, reviewed),
	TEXTS("aliases", MAYBE, bdl_written_recipient, aliases),
	CYAML_FIELD_UINT("order", CYAML_FLAG_OPTIONAL, struct bdl_written_recipient, order),
	CYAML_FIELD_BOOL("court", CYAML_FLAG_OPTIONAL, struct bdl_written_recipient, court),
	BLOCK(bdl_written_recipient, address, address_fields), BLOCK(bdl_written_recipient, email, value_fields),
	BLOCK(bdl_written_recipient, phone, value_fields), BLOCK(bdl_written_recipient, site, value_fields),
	BLOCK(bdl_written_recipient, next, next_fields), OF_FILE(notes, &note_entry),
	OF_FILE(enclosures, &enclosure_entry), OF_FILE(deadlines, &deadline_entry), OF_FILE(standards, &standard_entry),
	OF_FILE(facts, &fact_entry),
	CYAML_FIELD_MAPPING("pdf", CYAML_FLAG_DEFAULT, struct bdl_written_recipient, pdf, pdf_fields),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t top_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct bdl_written_recipient, top_fields)
};

/* clang-format on */

/* The parser knows the list or the rule in which a key stands that there is none of; the key's own
 * line is nearer. */
static unsigned line_of(const struct bdl_cyaml_fault *f, const char *yaml, size_t length)
{
	const char *quote = strchr(f->words, '"');
	char key[60] = "";
	unsigned line;

	if (quote)
		snprintf(key, sizeof(key), "%.*s", (int)strcspn(quote + 1, "\""), quote + 1);
	line = bdl_yaml_line_of(yaml, length, f->line ? f->line : 1, NULL, key);
	return line ? line : f->line;
}

static int explain(const struct bdl_cyaml_fault *f, cyaml_err_t rc, const char *path, unsigned line,
	struct bdl_error *err)
{
	static const char missing[] = "Missing required mapping field: ";
	const char *words = f->words[0] ? f->words : cyaml_strerror(rc);
	char what[300];

	if (bdl_text_starts(words, missing))
		snprintf(what, sizeof(what), "\"%s\" is missing", words + strlen(missing));
	else
		snprintf(what, sizeof(what), "%s%s%s", f->field, f->field[0] ? ": " : "", words);
	if (line)
		bdl_fail(err, BDL_EFORMAT, path, "line %u: %s", line, what);
	else
		bdl_fail(err, BDL_EFORMAT, path, "%s", what);
	return bdl_hint(err, "docs/recipients.md says how a recipient's file is written");
}

int bdl_written_recipient_read(struct bdl_written_recipient **out, const char *path,
	const void *yaml, size_t length, struct bdl_error *err)
{
	struct bdl_cyaml_fault fault = {.line = 0};
	const cyaml_config_t config = {.log_fn = bdl_cyaml_fault_note,
		.log_ctx = &fault,
		.log_level = CYAML_LOG_ERROR,
		.mem_fn = cyaml_mem,
		.flags = CYAML_CFG_NO_ALIAS};
	cyaml_err_t rc;

	*out = NULL;
	rc = cyaml_load_data(yaml, length, &config, &top_value, (cyaml_data_t **)out, NULL);
	if (rc == CYAML_ERR_OOM)
		return bdl_fail_memory(err);
	if (rc == CYAML_OK && *out)
		return 0;
	if (rc == CYAML_OK)
		return bdl_fail(err, BDL_EFORMAT, path, "is empty");
	return explain(&fault, rc, path, line_of(&fault, yaml, length), err);
}

void bdl_written_recipient_free(struct bdl_written_recipient *w)
{
	static const cyaml_config_t freeing = {.mem_fn = cyaml_mem};

	if (w)
		cyaml_free(&freeing, &top_value, w, 0);
}
