/* Map: object numbers of the source to local numbers of the part. See copy.h. */
#include "read/pdf/copy.h"

#include <stdlib.h>
#include <string.h>

static size_t place(const struct pdf_map *m, int id, int generation)
{
	uint64_t key = (uint64_t)(unsigned)id << 16 ^ (unsigned)generation;
	size_t slot = (size_t)(key * 0x9E3779B97F4A7C15u >> 32) & (m->slot_count - 1);

	for (;; slot = (slot + 1) & (m->slot_count - 1)) {
		const struct pdf_object *o;

		if (m->slots[slot] == 0)
			return slot;
		o = &m->objects[m->slots[slot] - 1];
		if (o->id == id && o->generation == generation)
			return slot;
	}
}

struct pdf_object *bdl_map_find(const struct pdf_map *m, int id, int generation)
{
	size_t slot;

	if (m->slot_count == 0)
		return NULL;
	slot = place(m, id, generation);
	return m->slots[slot] ? &m->objects[m->slots[slot] - 1] : NULL;
}

/* Room for one more object, the table at most half full. */
static int grow(struct pdf_map *m)
{
	size_t space = m->space ? m->space * 2 : 64;
	struct pdf_object *objects;
	uint32_t *slots;

	if (m->count < m->space)
		return 0;
	objects = realloc(m->objects, space * sizeof(*objects));
	if (!objects)
		return -1;
	m->objects = objects;
	slots = calloc(space * 2, sizeof(*slots));
	if (!slots)
		return -1;
	free(m->slots);
	m->space = space;
	m->slots = slots;
	m->slot_count = space * 2;
	for (size_t i = 0; i < m->count; i++)
		slots[place(m, objects[i].id, objects[i].generation)] = (uint32_t)i + 1;
	return 0;
}

struct pdf_object *bdl_map_add(struct pdf_map *m, int id, int generation, uint32_t local)
{
	if (grow(m) < 0)
		return NULL;
	m->objects[m->count] =
		(struct pdf_object){.id = id, .generation = generation, .local = local};
	m->slots[place(m, id, generation)] = (uint32_t)m->count + 1;
	return &m->objects[m->count++];
}

void bdl_map_release(struct pdf_map *m)
{
	free(m->objects);
	free(m->slots);
	*m = (struct pdf_map){0};
}

struct pdf_object *bdl_copy_object(struct pdf_copy *c, int id, int generation)
{
	struct pdf_object *o = bdl_map_find(&c->map, id, generation);

	if (!o)
		o = bdl_map_add(&c->map, id, generation, bdl_part_reserve(c->writer));
	if (!o)
		c->failed = true;
	return o;
}
