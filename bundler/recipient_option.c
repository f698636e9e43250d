/* Recipient option: see recipient_option.h. */
#include "recipient_option.h"

#include "bundle.h"
#include "model/recipient.h"
#include "say.h"
#include "say_recipient.h"

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
