/* --for: whose rules are asked, or shape the bundle. */
#ifndef BUNDLER_RECIPIENT_OPTION_H
#define BUNDLER_RECIPIENT_OPTION_H

/*
 * Before any work starts: EXIT_DONE where the word (NULL: none was given) means a recipient, or a file of one's own that is in
 * order; else what is wrong has been said.
 */
int recipient_option_check(const char *word);

#endif
