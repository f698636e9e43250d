/* --for: whose rules are asked, or shape the bundle. */
#ifndef BUNDLER_RECIPIENT_OPTION_H
#define BUNDLER_RECIPIENT_OPTION_H

/*
 * Before any work starts: EXIT_DONE where the word (NULL: none was given) means a recipient, or a file of one's own that is in
 * order; else what is wrong has been said.
 */
int recipient_option_check(const char *word);

struct bdl_recipient;
struct bdl_recipients;

/* The one of which the text, which means none, is nearly an id or the name: a slip. NULL: of none; it is somebody else's name. */
const struct bdl_recipient *recipient_nearly(const struct bdl_recipients *all, const char *text);

#endif
