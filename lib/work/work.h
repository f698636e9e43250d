/*
 * Work: the read pass. Every exhibit that is no duplicate goes through the pool, or comes from the cache;
 * facts and part are checked here before anyone else sees them. What is found inside a file is read as files are.
 */
#ifndef BDL_WORK_WORK_H
#define BDL_WORK_WORK_H

#include "model/bundle.h"
#include "model/facts.h"
#include "work/pool.h"

/*
 * The cache: a folder, one sub-folder for each version of the reader, in it NAME.facts, NAME.part and NAME.inner where NAME
 * is the SHA-256 of the document in hex. Files appear in it whole or not at all. Safe to delete at any time.
 */
struct bdl_cache {
	int folder; /* of this version of the reader */
	struct bdl_kept *kept; /* facts still in memory from the read pass, a few */
};

/* work: descriptor of the work folder. Makes the sub-folder; removes those of other versions. */
int bdl_cache_open(struct bdl_cache *c, int work, const char *version, struct bdl_error *err) BDL_MUST_CHECK;
/*
 * The same of what is read while something is hidden: hide is what the readers are given. It is another sub-folder, called by a
 * digest, so that neither is lost when the other is made.
 */
int bdl_cache_open_hiding(struct bdl_cache *c, int work, const char *version, const struct bdl_buffer *hide,
	struct bdl_error *err) BDL_MUST_CHECK;
void bdl_cache_close(struct bdl_cache *c);

/*
 * Facts of one exhibit, strings into the arena or the exhibit's own; of one that could not be read, what its row says. They
 * are quickest to be had once, with an arena that is empty.
 */
int bdl_cache_facts(const struct bdl_cache *c, const struct bdl_exhibit *x, struct bdl_arena *a,
	struct bdl_facts *out, struct bdl_error *err) BDL_MUST_CHECK;

struct bdl_read_options {
	int folder; /* evidence */
	struct bdl_limits limits;
	const char *ocr; /* see bdl_facts.ocr; NULL is "": off */
	int hide; /* what pages must not show, as model/hide.h writes it; 0: nothing is hidden */
	struct bdl_stamping stamping; /* what is to be free on pages; size 0 is BDL_STAMPING_INIT */
	/* When a file is started and when it is done, and while one waits. false: stop; may be NULL. */
	bool (*progress)(void *data, size_t done, size_t total, const char *name);
	void *progress_data;
};

/*
 * Fills the read columns of b (stage TAKEN_IN -> READ). A file that cannot be read is no failure: its row says why.
 * -1: the pool or the disk failed, a file changed since intake (BDL_ECHANGED), or the user stopped (BDL_ESTOPPED).
 */
int bdl_read_pass(struct bdl_bundle *b, const struct bdl_cache *c, struct bdl_pool *p,
	const struct bdl_read_options *o, struct bdl_error *err) BDL_MUST_CHECK;

#endif
