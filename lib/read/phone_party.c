/* Who is who in a list of calls and messages: one number in all its spellings, with one name. See
 * phone.h. */
#include "read/phone.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* The last ten digits of a telephone number, so that +44 7700 900123 and 07700 900123 are one; else
 * the words. */
static const char *key_of(struct bdl_reading *r, const struct bdl_talk *t)
{
	char digits[64];
	size_t n = 0;

	if (!t->number)
		return t->name ? t->name : "";
	for (const char *c = t->number; *c; c++) {
		if (bdl_is_digit((unsigned char)*c) && n < sizeof(digits) - 1)
			digits[n++] = *c;
		else if (!strchr("+-() .\xC2\xA0", *c))
			return t->number;
	}
	digits[n] = '\0';
	if (n < 5)
		return t->number;
	return bdl_arena_string(r->arena, n > 10 ? digits + n - 10 : digits);
}

bool bdl_phone_is_dated(const struct bdl_talk *t)
{
	return t->when.day.year != 0;
}

int bdl_phone_compare(const struct bdl_talk *x, const struct bdl_talk *y)
{
	int order;

	if (bdl_phone_is_dated(x) != bdl_phone_is_dated(y))
		return bdl_phone_is_dated(x) ? -1 : 1;
	order = bdl_moment_compare(x->when, y->when);
	return order ? order : (x->place > y->place) - (x->place < y->place);
}

static int by_key(const void *a, const void *b)
{
	const struct bdl_talk *x = *(struct bdl_talk *const *)a, *y = *(struct bdl_talk *const *)b;
	int order = strcmp(x->key, y->key);

	return order ? order : bdl_phone_compare(x, y);
}

/* One number has one name throughout: the newest that it was given. */
static int name_party(struct bdl_reading *r, struct bdl_talk **list, size_t count)
{
	const char *name = NULL, *number = NULL, *party;

	for (size_t i = 0; i < count; i++) {
		name = list[i]->name ? list[i]->name : name;
		number = number ? number : list[i]->number;
	}
	if (name && number && strcmp(name, number) != 0)
		party = bdl_arena_printf(r->arena, "%s (%s)", name, number);
	else
		party = name ? name : number;
	if (!party && (name || number))
		return -1;
	for (size_t i = 0; i < count; i++) {
		list[i]->party = party;
		list[i]->begun = list[0]->when;
	}
	return 0;
}

static int by_name(const void *a, const void *b)
{
	const struct bdl_talk *x = *(struct bdl_talk *const *)a, *y = *(struct bdl_talk *const *)b;

	if (!x->name || !y->name)
		return (x->name == NULL) - (y->name == NULL);
	return strcmp(x->name, y->name);
}

/* Where a name stands with one number and elsewhere alone, both are the same person. */
static void join_names(struct bdl_talk **list, size_t count)
{
	qsort(list, count, sizeof(*list), by_name);
	for (size_t from = 0, to; from < count && list[from]->name; from = to) {
		const char *key = NULL;
		bool one = true;

		for (to = from; to < count && by_name(&list[from], &list[to]) == 0; to++)
			if (list[to]->number) {
				one = one && (!key || strcmp(key, list[to]->key) == 0);
				key = list[to]->key;
			}
		for (size_t i = from; i < to && key && one; i++)
			list[i]->key = key;
	}
}

int bdl_phone_name_parties(struct bdl_phone *p, struct bdl_talk **list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		list[i]->key = key_of(p->r, list[i]);
		if (!list[i]->key)
			return -1;
	}
	join_names(list, count);
	qsort(list, count, sizeof(*list), by_key);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && strcmp(list[to]->key, list[from]->key) == 0; to++)
			;
		if (name_party(p->r, list + from, to - from) < 0)
			return -1;
		p->parties++;
		p->authors += list[from]->author != NULL;
	}
	return 0;
}
