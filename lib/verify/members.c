/* Members: a growing table and an open-addressed index over it. */
#include "verify/members.h"

#include "base/text.h"
#include <stdlib.h>
#include <string.h>

static uint64_t hash_of(const char *path)
{
	uint64_t hash = 14695981039346656037u;

	for (; *path; path++)
		hash = (hash ^ (unsigned char)*path) * 1099511628211u;
	return hash ^ hash >> 29;
}

/* The slot that holds path, or the empty one where it would go. */
static uint32_t *slot_of(const struct bdl_members *m, const char *path)
{
	for (size_t i = (size_t)hash_of(path) & (m->slot_count - 1);;
		i = (i + 1) & (m->slot_count - 1))
		if (!m->slots[i] || strcmp(m->rows[m->slots[i] - 1].path, path) == 0)
			return &m->slots[i];
}

static int grow_slots(struct bdl_members *m)
{
	size_t count = m->slot_count ? 2 * m->slot_count : 1024;
	uint32_t *slots = calloc(count, sizeof(*slots));

	if (!slots)
		return -1;
	free(m->slots);
	m->slots = slots;
	m->slot_count = count;
	for (size_t i = 0; i < m->count; i++)
		*slot_of(m, m->rows[i].path) = (uint32_t)(i + 1);
	return 0;
}

static int grow_rows(struct bdl_members *m)
{
	size_t space = m->space ? m->space + m->space / 2 : 256;
	struct bdl_member *rows = realloc(m->rows, space * sizeof(*rows));

	if (!rows)
		return -1;
	m->rows = rows;
	m->space = space;
	return 0;
}

struct bdl_member *bdl_members_row(struct bdl_members *m, const char *path)
{
	uint32_t *slot;
	char *copy;

	if (2 * m->count >= m->slot_count && grow_slots(m) < 0)
		return NULL;
	slot = slot_of(m, path);
	if (*slot)
		return &m->rows[*slot - 1];
	if (m->count == m->space && grow_rows(m) < 0)
		return NULL;
	copy = bdl_arena_string(&m->arena, path);
	if (!copy)
		return NULL;
	m->rows[m->count] = (struct bdl_member){.path = copy};
	*slot = (uint32_t)++m->count;
	return &m->rows[m->count - 1];
}

const struct bdl_member *bdl_members_find(const struct bdl_members *m, const char *path)
{
	uint32_t row = m->slot_count ? *slot_of(m, path) : 0;

	return row ? &m->rows[row - 1] : NULL;
}

const uint8_t *bdl_member_sealed(const struct bdl_member *m, enum bdl_hash hash)
{
	return m->all_sealed ? m->all_sealed->of[hash] : m->sealed;
}

const uint8_t *bdl_member_found(const struct bdl_member *m, enum bdl_hash hash)
{
	return m->all_found ? m->all_found->of[hash] : m->found;
}

int bdl_member_seal(
	struct bdl_members *m, struct bdl_member *row, enum bdl_hash hash, const uint8_t *digest)
{
	if (hash == BDL_HASH_SHA256)
		memcpy(row->sealed, digest, sizeof(row->sealed));
	else if (!row->all_sealed) {
		row->all_sealed = bdl_arena_alloc(&m->arena, sizeof(*row->all_sealed));
		if (!row->all_sealed)
			return -1;
		memset(row->all_sealed, 0, sizeof(*row->all_sealed));
		memcpy(row->all_sealed->of[BDL_HASH_SHA256], row->sealed, sizeof(row->sealed));
	}
	if (row->all_sealed)
		memcpy(row->all_sealed->of[hash], digest, bdl_hash_size(hash));
	row->listed |= BDL_HASH_BIT(hash);
	return 0;
}

bool bdl_member_is_same(const struct bdl_member *m)
{
	if (!m->listed || !m->present || m->cut)
		return false;
	for (int h = 0; h < BDL_HASH_COUNT; h++)
		if (m->listed & BDL_HASH_BIT(h) && memcmp(bdl_member_sealed(m, (enum bdl_hash)h),
							   bdl_member_found(m, (enum bdl_hash)h),
							   bdl_hash_size((enum bdl_hash)h)) != 0)
			return false;
	return true;
}

bool bdl_member_is_original(const struct bdl_member *m)
{
	return bdl_text_starts(m->path, "data/");
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct bdl_member *)a)->path, ((const struct bdl_member *)b)->path);
}

void bdl_members_sort(struct bdl_members *m)
{
	if (m->count)
		qsort(m->rows, m->count, sizeof(*m->rows), by_path);
	free(m->slots);
	m->slots = NULL;
	m->slot_count = 0;
}

void bdl_members_release(struct bdl_members *m)
{
	free(m->rows);
	free(m->slots);
	bdl_arena_release(&m->arena);
	*m = (struct bdl_members)BDL_MEMBERS_INIT;
}
