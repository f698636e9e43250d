/* The case file: bundle.yaml as a tree (yaml_node.h), and its topmost keys into struct bdl_case. */
#include "model/case.h"

#include "model/case_court.h"
#include "model/case_numbering.h"
#include "model/case_told.h"
#include "model/kind.h"
#include "model/told.h"
#include "model/yaml_take.h"
#include <string.h>

#define IGNORED_MOST 1000

/* As ISO dates, whatever form they have in the file. */
static int take_ignored(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char **list;
	size_t count, i = 0;
	void *rows;

	if (bdl_take_rows(y, n, IGNORED_MOST, sizeof(*list), &rows, &count) < 0)
		return -1;
	list = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next) {
		char iso[BDL_DAY_TEXT];
		struct bdl_day day;

		if (bdl_take_day(y, v, &day) < 0)
			return -1;
		bdl_day_iso(day, iso);
		list[i] = bdl_arena_string(y->a, iso);
		if (!list[i++])
			return bdl_fail_memory(y->err);
	}
	*(const char ***)into = list;
	return 0;
}

/* The ids of the sections of schemas/kinds.yaml, NULL-ended, in the arena. */
static const char **section_words(const struct bdl_yaml *y)
{
	struct bdl_kinds *kinds = NULL;
	const char **words;

	if (bdl_kinds_load(&kinds, NULL, 0, y->err) < 0)
		return NULL;
	words = bdl_arena_alloc(y->a, ((size_t)kinds->sections_count + 1) * sizeof(*words));
	for (size_t i = 0; words && i < kinds->sections_count; i++) {
		words[i] = bdl_arena_string(y->a, kinds->sections[i].id);
		if (!words[i])
			words = NULL;
	}
	bdl_kinds_release(kinds);
	if (!words)
		bdl_fail_memory(y->err);
	return words;
}

static int take_sections(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char **words = section_words(y), **list;
	size_t count, i = 0;
	void *rows;

	if (!words || bdl_take_rows(y, n, IGNORED_MOST, sizeof(*list), &rows, &count) < 0)
		return -1;
	list = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, i++) {
		int word = bdl_take_word(y, v, "section", words);

		if (word < 0)
			return -1;
		list[i] = words[word];
		for (size_t k = 0; k < i; k++)
			if (list[k] == list[i]) {
				bdl_node_wrong(y, v, "\"%s\" is there twice", list[i]);
				return bdl_hint(y->err, "name each section once");
			}
	}
	*(const char ***)into = count ? list : NULL;
	return 0;
}

static const struct bdl_key case_keys[] = {
	BDL_KEY("title", struct bdl_case, title, bdl_take_text),
	BDL_KEY("summary", struct bdl_case, summary, bdl_take_text),
	BDL_KEY("for", struct bdl_case, recipient, bdl_take_text),
	BDL_KEY("from", struct bdl_case, from, bdl_take_text),
	BDL_KEY("about", struct bdl_case, about, bdl_take_text),
	BDL_KEY("reference", struct bdl_case, reference, bdl_take_text),
	BDL_KEY("national_insurance", struct bdl_case, national_insurance, bdl_take_text),
	BDL_KEY("version", struct bdl_case, version, bdl_take_text),
	BDL_KEY("ignore_dates", struct bdl_case, ignore_dates, take_ignored),
	BDL_KEY("sections", struct bdl_case, sections, take_sections),
	BDL_KEY("numbering", struct bdl_case, numbering, bdl_case_numbering),
	{"volumes", bdl_case_volumes, 0},
	BDL_KEY_END,
};

int bdl_case_load(struct bdl_case *c, struct bdl_arena *a, const char *yaml, size_t length,
	const char *path, struct bdl_error *err)
{
	const struct bdl_yaml y = {.a = a, .path = path, .err = err};
	struct bdl_case new = {.title = NULL};
	struct bdl_court *court = bdl_arena_alloc(a, sizeof(*court));
	struct bdl_told *told = bdl_arena_alloc(a, sizeof(*told));
	struct bdl_keys groups[] = {
		{.keys = case_keys, .into = &new},
		{.keys = bdl_case_told_keys, .into = told},
		{.keys = bdl_case_money_keys, .into = told},
		{.keys = bdl_case_court_keys, .into = court},
	};
	const struct bdl_node *root;

	if (!court || !told)
		return bdl_fail_memory(err);
	if (bdl_yaml_read(&y, yaml, length, &root) < 0)
		return -1;
	if (root->kind != BDL_NODE_NOTHING && bdl_take_keys(&y, root, groups, 4) < 0)
		return -1;
	new.told = groups[1].said || groups[2].said ? told : NULL;
	new.court = groups[3].said ? court : NULL;
	*c = new;
	return 0;
}
