/*
 * Ahead: a ring of blocks, one thread filling, the caller emptying. Block n lives in slot n %
 * SLOTS; the caller holds slot `lent` until it asks for the next.
 */
#include "verify/ahead.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#define SLOTS 4

struct bdl_ahead {
	struct bdl_unpack *unpack;
	pthread_t thread;
	bool threaded;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	uint8_t *blocks[SLOTS];
	size_t lengths[SLOTS];
	uint64_t filled, emptied; /* blocks so far; filled - emptied of them are waiting or lent */
	bool lent; /* block number `emptied` is with the caller */
	bool ended, stopped; /* no more will come; nobody wants more */
	struct bdl_error err;
};

/* Waits for a free slot and counts it as this thread's; -1 when nobody wants more. */
static int slot_to_fill(struct bdl_ahead *a)
{
	int slot;

	pthread_mutex_lock(&a->lock);
	while (!a->stopped && a->filled - a->emptied == SLOTS)
		pthread_cond_wait(&a->changed, &a->lock);
	slot = a->stopped ? -1 : (int)(a->filled % SLOTS);
	pthread_mutex_unlock(&a->lock);
	return slot;
}

static void *run(void *data)
{
	struct bdl_ahead *a = data;
	bool ended = false;

	while (!ended) {
		int slot = slot_to_fill(a);

		if (slot < 0)
			break;
		ended = bdl_unpack_next(a->unpack, a->blocks[slot], &a->lengths[slot], &a->err) <
				0 ||
			a->lengths[slot] == 0;
		pthread_mutex_lock(&a->lock);
		a->ended = ended;
		a->filled += !ended;
		pthread_cond_broadcast(&a->changed);
		pthread_mutex_unlock(&a->lock);
	}
	return NULL;
}

struct bdl_ahead *bdl_ahead_open(struct bdl_unpack *u)
{
	struct bdl_ahead *a = calloc(1, sizeof(*a));
	bool short_of_memory = false;

	if (!a)
		return NULL;
	a->unpack = u;
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->changed, NULL);
	for (size_t i = 0; i < SLOTS; i++) {
		a->blocks[i] = malloc(BDL_UNPACK_BLOCK);
		short_of_memory |= !a->blocks[i];
	}
	if (short_of_memory) {
		bdl_ahead_close(a);
		return NULL;
	}
	a->threaded = pthread_create(&a->thread, NULL, run, a) == 0;
	return a;
}

static int next_in_turn(
	struct bdl_ahead *a, const uint8_t **bytes, size_t *length, struct bdl_error *err)
{
	*bytes = a->blocks[0];
	return bdl_unpack_next(a->unpack, a->blocks[0], length, err);
}

int bdl_ahead_next(
	struct bdl_ahead *a, const uint8_t **bytes, size_t *length, struct bdl_error *err)
{
	int rc = 0;

	if (!a->threaded)
		return next_in_turn(a, bytes, length, err);
	pthread_mutex_lock(&a->lock);
	if (a->lent) {
		a->emptied++;
		a->lent = false;
		pthread_cond_broadcast(&a->changed);
	}
	while (!a->ended && a->filled == a->emptied)
		pthread_cond_wait(&a->changed, &a->lock);
	*length = 0;
	if (a->filled > a->emptied) {
		a->lent = true;
		*bytes = a->blocks[a->emptied % SLOTS];
		*length = a->lengths[a->emptied % SLOTS];
	} else if (a->err.code != BDL_OK) {
		*err = a->err;
		rc = -1;
	}
	pthread_mutex_unlock(&a->lock);
	return rc;
}

void bdl_ahead_close(struct bdl_ahead *a)
{
	if (!a)
		return;
	if (a->threaded) {
		pthread_mutex_lock(&a->lock);
		a->stopped = true;
		pthread_cond_broadcast(&a->changed);
		pthread_mutex_unlock(&a->lock);
		pthread_join(a->thread, NULL);
	}
	for (size_t i = 0; i < SLOTS; i++)
		free(a->blocks[i]);
	pthread_cond_destroy(&a->changed);
	pthread_mutex_destroy(&a->lock);
	free(a);
}
