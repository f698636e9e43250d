/*
 * Gzip: a ring of blocks between three kinds of thread. The caller fills blocks in turn, workers
 * pack whichever is next, one writer hashes and writes them in turn. Memory is the ring and no
 * more.
 *
 * Block number n lives in slot n % slots. Its state goes EMPTY -> FULL (caller) -> PACKED (worker)
 * -> EMPTY (writer); a state changes under the lock only, and a block's bytes are touched only by
 * whose turn it is.
 */
#include "seal/gzip.h"

#include "base/file.h"
#include "seal/pack.h"
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define WORKERS_MOST 32u /* more would cost memory and gain nothing: one thread feeds them */

enum state { EMPTY, FULL, PACKED };

struct slot {
	enum state state;
	uint8_t *in, *out;
	size_t in_length, out_length;
};

struct bdl_gzip {
	int fd;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct slot *slots;
	size_t slot_count;
	uint64_t filling, packing, writing; /* the next block of each kind of thread */
	bool ended; /* no block after `filling` will come */
	bool failed; /* everybody stops; err says why */
	struct bdl_error err;
	struct bdl_digest *digest;
	pthread_t *threads; /* the writer first */
	size_t thread_count;
};

static struct slot *slot_of(struct bdl_gzip *g, uint64_t block)
{
	return &g->slots[block % g->slot_count];
}

static void set_state(struct bdl_gzip *g, struct slot *s, enum state state)
{
	s->state = state;
	pthread_cond_broadcast(&g->changed);
}

/* ---- the threads ---- */

/* The next full block; NULL when there will be none. */
static struct slot *next_to_pack(struct bdl_gzip *g)
{
	struct slot *s = NULL;

	pthread_mutex_lock(&g->lock);
	while (!g->failed && g->packing == g->filling && !g->ended)
		pthread_cond_wait(&g->changed, &g->lock);
	if (!g->failed && g->packing < g->filling)
		s = slot_of(g, g->packing++);
	pthread_mutex_unlock(&g->lock);
	return s;
}

static void fail_memory(struct bdl_gzip *g)
{
	pthread_mutex_lock(&g->lock);
	bdl_fail_memory(&g->err);
	g->failed = true;
	pthread_cond_broadcast(&g->changed);
	pthread_mutex_unlock(&g->lock);
}

static void *work(void *data)
{
	struct bdl_gzip *g = data;
	struct bdl_packer *p = bdl_packer_open();
	struct slot *s;

	if (!p)
		fail_memory(g);
	while (p && (s = next_to_pack(g))) {
		s->out_length = bdl_pack(p, s->in, s->in_length, s->out);
		pthread_mutex_lock(&g->lock);
		set_state(g, s, PACKED);
		pthread_mutex_unlock(&g->lock);
	}
	bdl_packer_close(p);
	return NULL;
}

static struct slot *next_to_write(struct bdl_gzip *g)
{
	struct slot *s = slot_of(g, g->writing);

	pthread_mutex_lock(&g->lock);
	while (!g->failed && s->state != PACKED && !(g->ended && g->writing == g->filling))
		pthread_cond_wait(&g->changed, &g->lock);
	if (g->failed || s->state != PACKED)
		s = NULL;
	pthread_mutex_unlock(&g->lock);
	return s;
}

static void *write_blocks(void *data)
{
	struct bdl_gzip *g = data;
	struct slot *s;

	while ((s = next_to_write(g))) {
		int rc = bdl_write_all(g->fd, s->out, s->out_length);
		int number = errno;

		bdl_digest_add(g->digest, s->out, s->out_length);
		pthread_mutex_lock(&g->lock);
		g->writing++;
		if (rc < 0) {
			errno = number;
			bdl_fail_errno(&g->err, NULL, "write the archive");
			g->failed = true;
		}
		s->in_length = 0;
		set_state(g, s, EMPTY);
		pthread_mutex_unlock(&g->lock);
	}
	return NULL;
}

/* ---- the caller's side ---- */

static int make_slots(struct bdl_gzip *g, size_t count)
{
	g->slots = calloc(count, sizeof(*g->slots));
	if (!g->slots)
		return -1;
	g->slot_count = count;
	for (size_t i = 0; i < count; i++) {
		g->slots[i].in = malloc(BDL_PACK_BLOCK);
		g->slots[i].out = malloc(BDL_PACK_BOUND);
		if (!g->slots[i].in || !g->slots[i].out)
			return -1;
	}
	return 0;
}

/* One worker is enough to go on; none is a failure. */
static int start_threads(struct bdl_gzip *g, size_t workers)
{
	int rc = 0;

	g->threads = calloc(workers + 1, sizeof(*g->threads));
	if (!g->threads)
		return bdl_fail_memory(&g->err);
	for (size_t i = 0; i < workers + 1 && rc == 0; i++) {
		rc = pthread_create(&g->threads[i], NULL, i == 0 ? write_blocks : work, g);
		g->thread_count += rc == 0;
	}
	if (g->thread_count >= 2)
		return 0;
	errno = rc;
	return bdl_fail_errno(&g->err, NULL, "start a thread");
}

/* Waits for the threads to end by themselves. */
static void join(struct bdl_gzip *g)
{
	pthread_mutex_lock(&g->lock);
	g->ended = true;
	pthread_cond_broadcast(&g->changed);
	pthread_mutex_unlock(&g->lock);
	for (size_t i = 0; i < g->thread_count; i++)
		pthread_join(g->threads[i], NULL);
	g->thread_count = 0;
}

static void destroy(struct bdl_gzip *g)
{
	for (size_t i = 0; i < g->slot_count; i++) {
		free(g->slots[i].in);
		free(g->slots[i].out);
	}
	free(g->slots);
	free(g->threads);
	if (g->digest)
		(void)bdl_digest_close(g->digest, NULL, NULL);
	pthread_cond_destroy(&g->changed);
	pthread_mutex_destroy(&g->lock);
	free(g);
}

struct bdl_gzip *bdl_gzip_open(int fd, unsigned threads, struct bdl_error *err)
{
	struct bdl_gzip *g = calloc(1, sizeof(*g));
	size_t workers = threads < 1 ? 1 : threads < WORKERS_MOST ? threads : WORKERS_MOST;

	if (!g) {
		bdl_fail_memory(err);
		return NULL;
	}
	g->fd = fd;
	pthread_mutex_init(&g->lock, NULL);
	pthread_cond_init(&g->changed, NULL);
	g->digest = bdl_digest_open();
	if (!g->digest || make_slots(g, workers + 3) < 0) {
		bdl_fail_memory(err);
		destroy(g);
		return NULL;
	}
	if (start_threads(g, workers) < 0) {
		pthread_mutex_lock(&g->lock);
		g->failed = true;
		pthread_cond_broadcast(&g->changed);
		pthread_mutex_unlock(&g->lock);
		join(g);
		*err = g->err;
		destroy(g);
		return NULL;
	}
	return g;
}

/* Hands the block that is being filled to the workers. */
static void hand_over(struct bdl_gzip *g)
{
	pthread_mutex_lock(&g->lock);
	set_state(g, slot_of(g, g->filling), FULL);
	g->filling++;
	pthread_mutex_unlock(&g->lock);
}

/* The block to fill: only its first bytes have to wait for the slot. NULL: something failed. */
static struct slot *slot_to_fill(struct bdl_gzip *g)
{
	struct slot *s = slot_of(g, g->filling);
	bool failed;

	pthread_mutex_lock(&g->lock);
	while (!g->failed && s->state != EMPTY)
		pthread_cond_wait(&g->changed, &g->lock);
	failed = g->failed;
	pthread_mutex_unlock(&g->lock);
	return failed ? NULL : s;
}

int bdl_gzip_add(struct bdl_gzip *g, const void *bytes, size_t length)
{
	const uint8_t *from = bytes;

	while (length) {
		struct slot *s = slot_to_fill(g);
		size_t n;

		if (!s)
			return -1;
		n = BDL_PACK_BLOCK - s->in_length < length ? BDL_PACK_BLOCK - s->in_length : length;
		memcpy(s->in + s->in_length, from, n);
		s->in_length += n;
		from += n;
		length -= n;
		if (s->in_length == BDL_PACK_BLOCK)
			hand_over(g);
	}
	return 0;
}

int bdl_gzip_close(struct bdl_gzip *g, uint8_t digest[BDL_SHA256_SIZE], struct bdl_error *err)
{
	struct slot *s = digest ? slot_to_fill(g) : NULL;
	int rc = -1;

	if (s && s->in_length)
		hand_over(g);
	if (!digest) {
		pthread_mutex_lock(&g->lock);
		g->failed = true;
		pthread_mutex_unlock(&g->lock);
	}
	join(g);
	if (g->err.code != BDL_OK && err && err->code == BDL_OK)
		*err = g->err;
	if (digest && !g->failed) {
		rc = bdl_digest_close(g->digest, digest, err);
		g->digest = NULL;
	}
	destroy(g);
	return digest ? rc : 0;
}
