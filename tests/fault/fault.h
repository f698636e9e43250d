/*
 * Faults: one small build (or list, or verify) with one call that fails, or at which the program is
 * killed; and what must hold whatever was struck. Each run starts from the same folder, in which
 * an earlier bundle stands.
 *
 * What must hold: it ends by itself, with 3 and one line that says what could not be done, or with
 * what it would have made without the fault, byte for byte. The earlier bundle is there whole, or
 * the new one. Nothing else is left, no file and no process. No sanitizer speaks.
 */
#ifndef BDL_TESTS_FAULT_FAULT_H
#define BDL_TESTS_FAULT_FAULT_H

#include "page.h"
#include "support/fixture.h"

struct faults {
	struct fixture f;
	struct fault_page *page;
	const char *command; /* a shell command; $BUNDLE works on the folder e */
	const char *readers; /* what asks for faults in the readers: "", or a word for the shell */
	char *was, *is; /* the bundle's digests, before and after a run without fault */
	char *answer; /* what that run says on standard output */

	/* so far */
	unsigned tried, struck, survived, refused, wrong;
};

/* What is struck: the program, or the readers that it starts. */
enum faults_in { FAULTS_IN_PROGRAM, FAULTS_IN_READERS };

/* Makes the folder and does the command once without fault. Skips where nothing can be preloaded.
 */
void faults_open(struct faults *t, const char *command, enum faults_in where);
/* Prints what was tried and struck. */
void faults_close(struct faults *t);

/*
 * Lets each call of the kind fail in its turn: all of them where they are at most `most`, else so
 * many, from the first to the last; BUNDLE_FAULTS, a number or "all", says otherwise. Each must
 * strike.
 */
void faults_each(struct faults *t, enum fault_kind kind, long most);

/* Kills the program at each of its calls in turn, likewise. */
void faults_kill(struct faults *t, long most);

/* No fault, but what else the page says (slow, backwards): all must come out as without. */
void faults_same(struct faults *t);

/*
 * Edits the file of that name just before its opening number `at`, and once more if that leaves a
 * choice: 1 where the program went on and made a whole bundle, 0 where it refused and named the
 * file.
 */
int faults_edit(struct faults *t, const char *name, enum fault_edit edit, long at);

#endif
