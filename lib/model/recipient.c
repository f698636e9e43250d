/* Recipients: schemas/recipients/ read into structs and checked. See recipient.h. */
#include "model/recipient.h"

#include "base/arena.h"
#include "base/calendar.h"
#include <cyaml/cyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The texts of schemas/recipients, written into the build by bdl_embed(). One line for each file.
 */
#define RECIPIENTS(X)                                                                              \
	X(cms)                                                                                     \
	X(ice)                                                                                     \
	X(mp) X(phso) X(tribunal) X(court) X(family) X(family_financial) X(complaints_team)        \
		X(internal_review) X(mandatory_reconsideration) X(hmcts) X(jcio) X(sar)            \
			X(county_court_email) X(upper_tribunal)

#define DECLARE(name)                                                                              \
	extern const unsigned char bdl_recipient_##name[];                                         \
	extern const unsigned long bdl_recipient_##name##_size;
RECIPIENTS(DECLARE)

enum { TEXT_MOST = 300, REASON_MAX = 200, DOCUMENTS_MOST = 100 };

/* As the files have it; freed by libcyaml. */
struct written_rule {
	uint64_t value;
	char *words, *source, *confidence;
};

struct written_numbering {
	char *value, *source, *confidence;
};

struct written_document {
	char *document, *source, *confidence;
	unsigned pages;
};

struct written_pdf {
	struct written_numbering numbering;
	struct written_rule *bytes_safe, *bytes_most, *pages_most, *core_above, *least_type;
	struct written_rule *reference, *insurance, *hearing, *messages;
	struct written_document *documents;
	unsigned documents_count;
};

struct written {
	char *id, *name, *reviewed;
	bool court;
	struct written_pdf pdf;
};

struct bdl_recipients {
	struct bdl_arena arena;
	struct bdl_recipient *list;
	size_t count;
};

/* clang-format off */
#define TEXT(type, key) CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER, struct type, key, 1, TEXT_MOST)

static const cyaml_schema_field_t limit_fields[] = {
	CYAML_FIELD_UINT("value", CYAML_FLAG_DEFAULT, struct written_rule, value),
	TEXT(written_rule, words), TEXT(written_rule, source), TEXT(written_rule, confidence), CYAML_FIELD_END
};

static const cyaml_schema_field_t wish_fields[] = {
	TEXT(written_rule, source), TEXT(written_rule, confidence), CYAML_FIELD_END
};

static const cyaml_schema_field_t numbering_fields[] = {
	TEXT(written_numbering, value), TEXT(written_numbering, source), TEXT(written_numbering, confidence), CYAML_FIELD_END
};

static const cyaml_schema_field_t document_fields[] = {
	TEXT(written_document, document), TEXT(written_document, source), TEXT(written_document, confidence),
	CYAML_FIELD_UINT("pages", CYAML_FLAG_DEFAULT, struct written_document, pages), CYAML_FIELD_END
};
static const cyaml_schema_value_t document_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct written_document, document_fields)
};

#define LIMIT(key) CYAML_FIELD_MAPPING_PTR(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct written_pdf, key, limit_fields)
#define WISH(key) CYAML_FIELD_MAPPING_PTR(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct written_pdf, key, wish_fields)

static const cyaml_schema_field_t pdf_fields[] = {
	CYAML_FIELD_MAPPING("numbering", CYAML_FLAG_DEFAULT, struct written_pdf, numbering, numbering_fields),
	LIMIT(bytes_safe), LIMIT(bytes_most), LIMIT(pages_most), LIMIT(core_above), LIMIT(least_type),
	WISH(reference), WISH(insurance), WISH(hearing), WISH(messages),
	CYAML_FIELD_SEQUENCE("documents", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct written_pdf, documents,
		&document_schema, 0, DOCUMENTS_MOST),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t top_fields[] = {
	TEXT(written, id), TEXT(written, name), TEXT(written, reviewed),
	CYAML_FIELD_BOOL("court", CYAML_FLAG_OPTIONAL, struct written, court),
	CYAML_FIELD_MAPPING("pdf", CYAML_FLAG_DEFAULT, struct written, pdf, pdf_fields),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t top_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct written, top_fields) };
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

/* ---- what is read becomes what is asked for ---- */

struct taking {
	struct bdl_arena *arena;
	const char *id;
	struct bdl_error *err;
	bool failed;
};

static const char *keep(struct taking *t, const char *text)
{
	const char *copy = bdl_arena_string(t->arena, text);

	if (!copy && text) {
		bdl_fail_memory(t->err);
		t->failed = true;
	}
	return copy;
}

static char confidence_of(struct taking *t, const char *tag)
{
	if (strlen(tag) == 1 && strchr("S2CM", tag[0]))
		return tag[0];
	bdl_fail(t->err, BDL_EFORMAT, t->id, "has a rule of confidence \"%.20s\", not S, 2, C or M",
		tag);
	t->failed = true;
	return 'M';
}

static struct bdl_limit take_limit(struct taking *t, const struct written_rule *w)
{
	struct bdl_limit l = {.value = 0};

	if (!w)
		return l;
	l = (struct bdl_limit){.value = w->value,
		.words = keep(t, w->words),
		.source = keep(t, w->source),
		.confidence = confidence_of(t, w->confidence)};
	if (w->value == 0) {
		bdl_fail(t->err, BDL_EFORMAT, t->id, "has a limit of 0");
		t->failed = true;
	}
	return l;
}

static bool take_wish(struct taking *t, const struct written_rule *w)
{
	if (w)
		(void)confidence_of(t, w->confidence);
	return w != NULL;
}

static void take_numbering(
	struct taking *t, const struct written_numbering *n, struct bdl_recipient *r)
{
	(void)confidence_of(t, n->confidence);
	r->by_section = strcmp(n->value, "by-section") == 0;
	if (r->by_section || strcmp(n->value, "plain") == 0)
		return;
	bdl_fail(
		t->err, BDL_EFORMAT, t->id, "numbers \"%.40s\", not plain or by-section", n->value);
	t->failed = true;
}

static void take_documents(struct taking *t, const struct written_pdf *w, struct bdl_recipient *r)
{
	r->documents = bdl_arena_alloc(t->arena, (w->documents_count + 1) * sizeof(*r->documents));
	if (!r->documents) {
		bdl_fail_memory(t->err);
		t->failed = true;
		return;
	}
	for (unsigned i = 0; i < w->documents_count; i++)
		r->documents[i] =
			(struct bdl_document_limit){.document = keep(t, w->documents[i].document),
				.pages = w->documents[i].pages,
				.source = keep(t, w->documents[i].source),
				.confidence = confidence_of(t, w->documents[i].confidence)};
	r->documents_count = w->documents_count;
}

static int take(struct taking *t, const struct written *w, struct bdl_recipient *r)
{
	struct bdl_day day;

	t->id = w->id;
	*r = (struct bdl_recipient){.id = keep(t, w->id),
		.name = keep(t, w->name),
		.reviewed = keep(t, w->reviewed),
		.court = w->court,
		.bytes_safe = take_limit(t, w->pdf.bytes_safe),
		.bytes_most = take_limit(t, w->pdf.bytes_most),
		.pages_most = take_limit(t, w->pdf.pages_most),
		.core_above = take_limit(t, w->pdf.core_above),
		.least_type = take_limit(t, w->pdf.least_type),
		.wants_reference = take_wish(t, w->pdf.reference),
		.wants_insurance = take_wish(t, w->pdf.insurance),
		.wants_hearing = take_wish(t, w->pdf.hearing),
		.warns_of_messages = take_wish(t, w->pdf.messages)};
	take_numbering(t, &w->pdf.numbering, r);
	take_documents(t, &w->pdf, r);
	if (bdl_day_parse_iso(w->reviewed, &day) < 0) {
		bdl_fail(t->err, BDL_EFORMAT, w->id, "was reviewed on \"%.40s\", which is no date",
			w->reviewed);
		t->failed = true;
	}
	return t->failed ? -1 : 0;
}

static int read_one(
	struct bdl_recipients *all, const void *yaml, size_t length, struct bdl_error *err)
{
	char reason[REASON_MAX] = "";
	const cyaml_config_t config = {.log_fn = keep_reason,
		.log_ctx = reason,
		.log_level = CYAML_LOG_ERROR,
		.mem_fn = cyaml_mem,
		.flags = CYAML_CFG_NO_ALIAS};
	struct taking t = {.arena = &all->arena, .err = err};
	struct written *w = NULL;
	struct bdl_recipient *list =
		bdl_arena_grow(&all->arena, all->list, all->count, sizeof(*list));
	cyaml_err_t failed;
	int rc;

	if (!list)
		return bdl_fail_memory(err);
	all->list = list;
	failed = cyaml_load_data(yaml, length, &config, &top_schema, (cyaml_data_t **)&w, NULL);
	if (failed == CYAML_ERR_OOM)
		return bdl_fail_memory(err);
	if (failed != CYAML_OK || !w)
		return bdl_fail(err, BDL_EFORMAT, "schemas/recipients", "%s",
			*reason ? reason : cyaml_strerror(failed));
	rc = take(&t, w, &list[all->count]);
	all->count += rc == 0;
	cyaml_free(&config, &top_schema, w, 0);
	return rc;
}

static struct bdl_recipients *start(struct bdl_error *err)
{
	struct bdl_recipients *r = calloc(1, sizeof(*r));

	if (!r)
		bdl_fail_memory(err);
	return r;
}

int bdl_recipients_load_one(
	struct bdl_recipients **out, const char *yaml, size_t length, struct bdl_error *err)
{
	*out = start(err);
	if (*out && read_one(*out, yaml, length, err) == 0)
		return 0;
	bdl_recipients_release(*out);
	*out = NULL;
	return -1;
}

int bdl_recipients_load(struct bdl_recipients **out, struct bdl_error *err)
{
	struct bdl_recipients *all = start(err);
	int rc = all ? 0 : -1;

#define READ(name)                                                                                 \
	if (rc == 0)                                                                               \
		rc = read_one(all, bdl_recipient_##name, bdl_recipient_##name##_size, err);
	RECIPIENTS(READ)
	if (rc < 0) {
		bdl_recipients_release(all);
		all = NULL;
	}
	*out = all;
	return rc;
}

void bdl_recipients_release(struct bdl_recipients *r)
{
	if (!r)
		return;
	bdl_arena_release(&r->arena);
	free(r);
}

const struct bdl_recipient *bdl_recipient_find(const struct bdl_recipients *r, const char *id)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->list[i].id, id) == 0)
			return &r->list[i];
	return NULL;
}

const struct bdl_recipient *bdl_recipient_meant(const struct bdl_recipients *r, const char *words)
{
	const struct bdl_recipient *known = bdl_recipient_find(r, words);

	if (strncasecmp(words, "the ", 4) == 0)
		words += 4;
	for (size_t i = 0; !known && i < r->count; i++)
		if (strcasecmp(r->list[i].name, words) == 0)
			known = &r->list[i];
	return known;
}

const struct bdl_recipient *bdl_recipient_at(const struct bdl_recipients *r, size_t at)
{
	return at < r->count ? &r->list[at] : NULL;
}
