/* Same mail: messages that bear one Message-ID. See judge.h. */
#include "judge/judge.h"

#include <stdlib.h>
#include <string.h>

static int by_message(const void *a, const void *b)
{
	const struct bdl_exhibit *x = *(struct bdl_exhibit *const *)a,
				 *y = *(struct bdl_exhibit *const *)b;
	int order = strcmp(x->message_id, y->message_id);

	return order ? order : (x > y) - (x < y);
}

static int note(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_exhibit *first,
	struct bdl_error *err)
{
	const char *sentence = bdl_arena_printf(&b->arena,
		"The same message as \xE2\x80\x9C%s\xE2\x80\x9D, in another copy: both are shown.",
		first->name);

	return sentence ? bdl_exhibit_warn(b, x, sentence, err) : bdl_fail_memory(err);
}

int bdl_note_same_mail(struct bdl_bundle *b, struct bdl_error *err)
{
	struct bdl_exhibit **mail = calloc(b->exhibit_count + 1, sizeof(*mail));
	size_t count = 0;
	int rc = 0;

	if (!mail)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].message_id && b->exhibits[i].duplicate_of == BDL_NONE)
			mail[count++] = &b->exhibits[i];
	qsort(mail, count, sizeof(*mail), by_message);
	for (size_t i = 1, first = 0; rc == 0 && i < count; i++) {
		if (strcmp(mail[i]->message_id, mail[first]->message_id) != 0)
			first = i;
		else
			rc = note(b, mail[i], mail[first], err);
	}
	free(mail);
	return rc;
}
