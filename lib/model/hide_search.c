/* What a table that was written down still says, whoever put it there. See hide.h. */
#include "model/hide.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 32u

struct search {
	struct bdl_private_list list;
	char *where;
	struct bdl_error *err;
};

/* Tokens, digests, days: nobody's words, though some are called "May" or "Mark". */
static bool is_token(const char *key)
{
	static const char *const keys[] = {"program", "sha256", "seal", "fingerprint", "format",
		"media_type", "kind", "precision", "source", "reason_code", "type", "how", "id",
		"iso", "date", "every", "confidence", "direction", "zone", "when", "why", "side",
		"nation", "at", "size", "colour", "correspondence", "reviewed", NULL};

	for (size_t i = 0; keys[i]; i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

static int says_string(struct search *s, const json_t *value, const char *key)
{
	struct bdl_private_spans spans;
	int rc;

	if (bdl_private_find(json_string_value(value), json_string_length(value), &s->list, &spans,
		    s->err) < 0)
		return -1;
	rc = spans.count > 0;
	if (rc)
		snprintf(s->where, BDL_HIDE_KEY, "%s", key);
	free(spans.list);
	return rc;
}

static int says(struct search *s, json_t *value, const char *key, unsigned depth)
{
	const char *name;
	json_t *member;
	size_t i;
	int rc = 0;

	if (depth == DEPTH_MOST)
		return bdl_fail(s->err, BDL_ELIMIT, NULL, "is nested too deeply to be searched");
	if (json_is_string(value))
		return says_string(s, value, key);
	json_object_foreach(value, name, member)
	{
		if (!json_is_string(member) || !is_token(name))
			rc = says(s, member, name, depth + 1);
		if (rc != 0)
			return rc;
	}
	json_array_foreach(value, i, member)
	{
		rc = says(s, member, key, depth + 1);
		if (rc != 0)
			return rc;
	}
	return 0;
}

int bdl_hide_json_says(const char *json, size_t length, const struct bdl_private_list *l,
	char where[BDL_HIDE_KEY], struct bdl_error *err)
{
	struct search s = {.list = *l, .where = where, .err = err};
	json_t *top = json_loadb(json, length, 0, NULL);
	int rc;

	s.list.patterns = false;
	rc = top ? says(&s, top, "", 0) : bdl_fail_memory(err);
	json_decref(top);
	return rc;
}
