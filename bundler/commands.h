/* Commands: one file a verb, cmd_VERB.c. Each gets its own arguments (argv[0] is the verb) and returns the exit status. */
#ifndef BUNDLER_COMMANDS_H
#define BUNDLER_COMMANDS_H

int cmd_build(int argc, char **argv);
int cmd_diff(int argc, char **argv);
int cmd_extract(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_init(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_recipients(int argc, char **argv);
int cmd_sign(int argc, char **argv);
int cmd_timestamp(int argc, char **argv);
int cmd_verify(int argc, char **argv);

#endif
