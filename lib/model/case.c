/* The case file: bundle.yaml through libcyaml into struct bdl_case. */
#include "model/case.h"
#include "model/case_numbering.h"

#include "base/size.h"
#include "base/text.h"
#include "model/case_court.h"
#include "model/case_fault.h"
#include <cyaml/cyaml.h>
#include <string.h>

#define TEXT_MOST 500 /* bytes of one value */
#define PAGES_MOST 1000000

struct written_volumes {
	char *max_size, *max_pages;
};

/* As the file has it; freed by libcyaml. */
struct written {
	char *title, *summary, *recipient, *from, *about, *reference, *national_insurance, *version;
	char **ignore_dates;
	unsigned ignore_dates_count;
	struct bdl_written_numbering *numbering;
	struct written_volumes *volumes;
	struct bdl_written_court court;
};

static const cyaml_schema_value_t text_value = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, TEXT_MOST)};

#define VOLUMES_TEXT(key, member)                                                                  \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,                      \
		struct written_volumes, member, 0, TEXT_MOST)

static const cyaml_schema_field_t volumes_fields[] = {
	VOLUMES_TEXT("max_size", max_size),
	VOLUMES_TEXT("max_pages", max_pages),
	CYAML_FIELD_END,
};

#define TEXT(key, member)                                                                          \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct written,      \
		member, 0, TEXT_MOST)

static const cyaml_schema_field_t fields[] = {
	TEXT("title", title),
	TEXT("summary", summary),
	TEXT("for", recipient),
	TEXT("from", from),
	TEXT("about", about),
	TEXT("reference", reference),
	TEXT("national_insurance", national_insurance),
	TEXT("version", version),
	CYAML_FIELD_SEQUENCE("ignore_dates", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
		struct written, ignore_dates, &text_value, 0, 1000),
	CYAML_FIELD_MAPPING_PTR("numbering", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
		struct written, numbering, bdl_case_numbering_fields),
	CYAML_FIELD_MAPPING_PTR("volumes", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct written,
		volumes, volumes_fields),
	BDL_COURT_FIELDS(struct written),
	CYAML_FIELD_END,
};

#define FIELD_COUNT (sizeof(fields) / sizeof(fields[0]))

static const cyaml_schema_value_t top_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct written, fields)};

/* As one line: YAML ends a folded text with a newline, and people indent. */
static int join_lines(struct bdl_buffer *out, const char *s)
{
	bool gap = false;

	for (; *s; s++) {
		if (bdl_is_space((unsigned char)*s)) {
			gap = out->length > 0;
			continue;
		}
		if (gap && bdl_buffer_byte(out, ' ') < 0)
			return -1;
		gap = false;
		if (bdl_buffer_byte(out, *s) < 0)
			return -1;
	}
	return 0;
}

static const char *keep(struct bdl_arena *a, const char *s, bool *failed)
{
	struct bdl_buffer line = BDL_BUFFER_INIT, safe = BDL_BUFFER_INIT;
	const char *copy = NULL;

	if (!s)
		return NULL;
	if (join_lines(&line, s) == 0 &&
		bdl_text_escape(&safe, bdl_buffer_string(&line), line.length) == 0)
		copy = bdl_arena_string(a, bdl_buffer_string(&safe));
	bdl_buffer_release(&line);
	bdl_buffer_release(&safe);
	if (!copy)
		*failed = true;
	return copy && copy[0] ? copy : NULL;
}

static int keep_dates(struct bdl_case *c, struct bdl_arena *a, const struct written *w,
	const char *path, struct bdl_error *err)
{
	const char **list = bdl_arena_alloc(a, (w->ignore_dates_count + 1) * sizeof(*list));

	if (!list)
		return bdl_fail_memory(err);
	for (unsigned i = 0; i < w->ignore_dates_count; i++) {
		struct bdl_day d;

		if (bdl_day_parse_iso(w->ignore_dates[i], &d) < 0) {
			bdl_fail(err, BDL_EFORMAT, path, "ignore_dates: \"%s\" is not a date",
				w->ignore_dates[i]);
			return bdl_hint(err, "write it as 2023-02-10: year, month, day");
		}
		list[i] = bdl_arena_string(a, w->ignore_dates[i]);
		if (!list[i])
			return bdl_fail_memory(err);
	}
	c->ignore_dates = list;
	return 0;
}

static int keep_volumes(struct bdl_case *c, const struct written_volumes *w, const char *path,
	struct bdl_error *err)
{
	uint64_t pages;

	if (w && w->max_size && bdl_size_parse(w->max_size, &c->max_size) < 0) {
		bdl_fail(err, BDL_EFORMAT, path, "volumes: max_size: \"%s\" is not a size",
			w->max_size);
		return bdl_hint(
			err, "write it as 25MB (25,000,000 bytes), 25MiB (26,214,400) or in bytes");
	}
	if (!w || !w->max_pages)
		return 0;
	if (bdl_size_parse(w->max_pages, &pages) < 0 || pages > PAGES_MOST ||
		w->max_pages[strspn(w->max_pages, "0123456789")]) {
		bdl_fail(err, BDL_EFORMAT, path,
			"volumes: max_pages: \"%s\" is not a number of pages", w->max_pages);
		return bdl_hint(err, "write a number from 1 to %d", PAGES_MOST);
	}
	c->max_pages = (unsigned)pages;
	return 0;
}

static int take(struct bdl_case *c, struct bdl_arena *a, const struct written *w, const char *path,
	struct bdl_error *err)
{
	struct bdl_case new = {0};
	bool failed = false;

	new.title = keep(a, w->title, &failed);
	new.summary = keep(a, w->summary, &failed);
	new.recipient = keep(a, w->recipient, &failed);
	new.from = keep(a, w->from, &failed);
	new.about = keep(a, w->about, &failed);
	new.reference = keep(a, w->reference, &failed);
	new.national_insurance = keep(a, w->national_insurance, &failed);
	new.version = keep(a, w->version, &failed);
	if (failed)
		return bdl_fail_memory(err);
	if (keep_dates(&new, a, w, path, err) < 0 ||
		keep_volumes(&new, w->volumes, path, err) < 0 ||
		bdl_case_numbering(&new.numbering, a, w->numbering, path, err) < 0 ||
		bdl_case_take_court(&new, a, &w->court, path, err) < 0)
		return -1;
	*c = new;
	return 0;
}

static cyaml_err_t load(const char *yaml, size_t length, const cyaml_schema_value_t *schema,
	struct written **w, struct bdl_case_fault *fault)
{
	const cyaml_config_t config = {.log_fn = bdl_case_fault_note,
		.log_ctx = fault,
		.log_level = CYAML_LOG_ERROR,
		.mem_fn = cyaml_mem,
		.flags = CYAML_CFG_NO_ALIAS};

	*fault = (struct bdl_case_fault){.line = 0};
	return cyaml_load_data(
		(const uint8_t *)yaml, length, &config, schema, (cyaml_data_t **)w, NULL);
}

static int explain(
	const struct bdl_case_fault *f, cyaml_err_t rc, const char *path, struct bdl_error *err)
{
	const char *words = f->words[0] ? f->words : cyaml_strerror(rc);
	const char *field = f->field, *colon = field[0] ? ": " : "";

	if (strcmp(field, "ignore_dates") == 0 && strstr(words, "list is expected"))
		words = "a list is expected: [\"2015-04-01\"]";
	if ((strcmp(field, "numbering") == 0 || strcmp(field, "volumes") == 0) &&
		bdl_text_starts(words, "lines of the form"))
		words = "numbering and volumes have lines of their own: \"at: bottom-right\", "
			"\"max_size: 25MB\"";
	if (strcmp(field, "essential") == 0 && !bdl_text_starts(words, "there is no"))
		words = "a list of paths is expected, or one of {file: ..., pages: ...}";
	if (f->line)
		bdl_fail(err, BDL_EFORMAT, path, "is not understood: line %u: %s%s%s", f->line,
			field, colon, words);
	else
		bdl_fail(err, BDL_EFORMAT, path, "is not understood: %s%s%s", field, colon, words);
	return bdl_hint(err, "known: title, summary, for, from, about, reference, "
			     "national_insurance, version, ignore_dates, numbering, volumes, "
			     BDL_COURT_KEYS);
}

int bdl_case_load(struct bdl_case *c, struct bdl_arena *a, const char *yaml, size_t length,
	const char *path, struct bdl_error *err)
{
	static const cyaml_config_t freeing = {.mem_fn = cyaml_mem};
	cyaml_schema_field_t other_fields[FIELD_COUNT];
	const cyaml_schema_value_t other_value = {
		CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct written, other_fields)};
	const cyaml_schema_value_t *schema = &top_value;
	struct bdl_case_fault fault, other;
	struct written *w = NULL;
	cyaml_err_t rc = load(yaml, length, schema, &w, &fault);
	int result;

	if (rc != CYAML_OK && strcmp(fault.top, "essential") == 0) {
		memcpy(other_fields, fields, sizeof(fields));
		bdl_court_essential_as_paths(
			other_fields, FIELD_COUNT, offsetof(struct written, court));
		schema = &other_value;
		rc = load(yaml, length, schema, &w, &other);
		if (rc != CYAML_OK && strcmp(other.top, "essential") != 0)
			fault = other;
	}
	if (rc == CYAML_ERR_OOM)
		return bdl_fail_memory(err);
	if (rc != CYAML_OK)
		return explain(&fault, rc, path, err);
	result = w ? take(c, a, w, path, err) : 0;
	cyaml_free(&freeing, schema, w, 0);
	return result;
}
