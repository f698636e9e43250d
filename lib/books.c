/* Books: see books.h. */
#include "books.h"

#include "model/recipient.h"
#include <stdlib.h>

struct bdl_books *bdl_books_open(struct bdl_error *err)
{
	struct bdl_books *b = calloc(1, sizeof(*b));

	if (!b) {
		bdl_fail_memory(err);
		return NULL;
	}
	if (bdl_recipients_load(&b->recipients, err) == 0 &&
		bdl_step_kinds_load(&b->steps, NULL, 0, err) == 0 &&
		bdl_holidays_load(&b->holidays, NULL, 0, err) == 0)
		return b;
	bdl_books_close(b);
	return NULL;
}

void bdl_books_close(struct bdl_books *b)
{
	if (!b)
		return;
	bdl_recipients_release(b->recipients);
	bdl_step_kinds_release(b->steps);
	bdl_holidays_release(b->holidays);
	free(b);
}

struct bdl_rules bdl_books_rules(const struct bdl_books *b)
{
	return (struct bdl_rules){
		.recipients = b->recipients, .steps = b->steps, .holidays = b->holidays};
}
