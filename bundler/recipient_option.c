/* Recipient option: see recipient_option.h. */
#include "recipient_option.h"

#include "base/nearest.h"
#include "bundle.h"
#include "model/recipient.h"
#include "say.h"
#include "say_recipient.h"
#include <string.h>
#include <strings.h>

int recipient_option_check(const char *word)
{
	struct bdl_recipients *all = NULL;
	const struct bdl_recipient *one = NULL;
	struct bdl_error err = {0};
	int status = EXIT_DONE;

	if (!word)
		return EXIT_DONE;
	if (bdl_recipients_load(&all, &err) < 0 ||
		bdl_recipient_choose(all, word, &one, &err) < 0) {
		complain(&err);
		status = EXIT_UNFINISHED;
	} else if (!one) {
		fputs("bundle: recipient \"", stderr);
		say_name(stderr, word);
		fputs("\" is not known\n", stderr);
		advise_recipients(all, word);
		status = EXIT_USAGE;
	}
	bdl_recipients_release(all);
	return status;
}

/* How many letters may be wrong in a slip: none in a short word, which may well be a name. */
static size_t slips_in(const char *text)
{
	size_t length = strlen(text);

	return length < 4 ? 0 : length < 7 ? 1 : 2;
}

/* "the Independent Case Examiner": a name stands in the rules without it. */
static const char *without_the(const char *text)
{
	return strncasecmp(text, "the ", 4) == 0 ? text + 4 : text;
}

/* Letters between the text and the likest of its words; `most` + 1: more. */
static size_t distance_of(const struct bdl_recipient *r, const char *text, size_t most)
{
	size_t least = bdl_word_distance(text, r->id, most);
	size_t other = bdl_word_distance(text, r->name, most);

	for (const char **a = r->aliases; a && *a; a++) {
		least = other < least ? other : least;
		other = bdl_word_distance(text, *a, most);
	}
	return other < least ? other : least;
}

const struct bdl_recipient *recipient_nearly(const struct bdl_recipients *all, const char *text)
{
	const struct bdl_recipient *r, *nearest = NULL;
	size_t least;

	text = without_the(text);
	least = slips_in(text) + 1;
	for (size_t i = 0; (r = bdl_recipient_at(all, i)); i++) {
		size_t far = distance_of(r, text, least - 1);

		if (far >= least)
			continue;
		nearest = r;
		least = far;
		if (far == 0)
			break;
	}
	return nearest;
}
