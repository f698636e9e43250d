/* Sizes: a reader of RFC 4180 tables that wants two columns. */
#include "verify/sizes.h"

#include "base/text.h"
#include <stdlib.h>
#include <string.h>

#define CELL_MOST 128 /* no hash or number is longer: the rest of a cell is skipped */

struct reading {
	const char *at, *end;
	char cell[CELL_MOST];
	bool last; /* of its row */
};

/* The next cell into r->cell. */
static void next_cell(struct reading *r)
{
	bool quoted = r->at < r->end && *r->at == '"';
	size_t n = 0;

	r->at += quoted;
	while (r->at < r->end) {
		char c = *r->at;

		if (quoted && c == '"') {
			quoted = r->at + 1 < r->end && r->at[1] == '"';
			r->at += quoted ? 1 : 0;
			if (!quoted) {
				r->at++;
				continue;
			}
		} else if (!quoted && (c == ',' || c == '\n'))
			break;
		if (n + 1 < CELL_MOST)
			r->cell[n++] = c;
		r->at++;
	}
	while (n && r->cell[n - 1] == '\r')
		n--;
	r->cell[n] = '\0';
	r->last = r->at >= r->end || *r->at == '\n';
	if (r->at < r->end)
		r->at++;
}

/* Digits only, below 2^63. */
static bool read_number(const char *text, uint64_t *out)
{
	uint64_t n = 0;

	if (!*text || strlen(text) > 18)
		return false;
	for (; *text; text++) {
		if (!bdl_is_digit((unsigned char)*text))
			return false;
		n = 10 * n + (uint64_t)(*text - '0');
	}
	*out = n;
	return true;
}

static void find_columns(struct reading *r, size_t *hash, size_t *size)
{
	*hash = *size = SIZE_MAX;
	for (size_t i = 0; r->at < r->end; i++) {
		next_cell(r);
		if (strcmp(r->cell, "sha256") == 0)
			*hash = i;
		if (strcmp(r->cell, "size") == 0)
			*size = i;
		if (r->last)
			break;
	}
}

/* True where the row has both. */
static bool read_row(struct reading *r, size_t hash, size_t size, struct bdl_size *out)
{
	bool has_hash = false, has_size = false;

	for (size_t i = 0; r->at < r->end; i++) {
		next_cell(r);
		if (i == hash)
			has_hash = strlen(r->cell) == 64 && bdl_unhex(r->cell, out->sha256) == 0;
		if (i == size)
			has_size = read_number(r->cell, &out->size);
		if (r->last)
			break;
	}
	return has_hash && has_size;
}

static int by_hash(const void *a, const void *b)
{
	return memcmp(((const struct bdl_size *)a)->sha256, ((const struct bdl_size *)b)->sha256,
		BDL_SHA256_SIZE);
}

int bdl_sizes_read(struct bdl_sizes *s, const struct bdl_buffer *csv)
{
	struct reading r = {
		.at = bdl_buffer_string(csv), .end = bdl_buffer_string(csv) + csv->length};
	size_t hash, size, space = 0;

	find_columns(&r, &hash, &size);
	while (r.at < r.end && hash != SIZE_MAX && size != SIZE_MAX) {
		if (s->count == space) {
			struct bdl_size *rows;

			space = space ? space + space / 2 : 256;
			rows = realloc(s->rows, space * sizeof(*rows));
			if (!rows)
				return -1;
			s->rows = rows;
		}
		s->count += read_row(&r, hash, size, &s->rows[s->count]);
	}
	if (s->count)
		qsort(s->rows, s->count, sizeof(*s->rows), by_hash);
	return 0;
}

bool bdl_sizes_find(
	const struct bdl_sizes *s, const uint8_t sha256[BDL_SHA256_SIZE], uint64_t *size)
{
	struct bdl_size key;
	const struct bdl_size *row = NULL;

	memcpy(key.sha256, sha256, sizeof(key.sha256));
	if (s->count)
		row = bsearch(&key, s->rows, s->count, sizeof(*s->rows), by_hash);
	if (row)
		*size = row->size;
	return row != NULL;
}

void bdl_sizes_release(struct bdl_sizes *s)
{
	free(s->rows);
	*s = (struct bdl_sizes){0};
}
