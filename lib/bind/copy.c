/*
 * Copy: the inner loop of bind. A part's body goes through in large pieces, its ten-digit numbers
 * patched on the way.
 */
#include "base/file.h"
#include "bind/link_part.h"
#include "bind/mention.h"

#include <errno.h>

#define DIGITS 10
#define LEAST ((size_t)32 * 1024) /* of a piece, lest the end of the buffer be filled in crumbs */

struct copy {
	const struct bdl_plan *plan;
	const struct bdl_linked_part *linked;
	size_t row;
	const struct bdl_part *part;
	int fd;
	uint32_t reloc; /* the next one to be patched */
};

static uint32_t target(const struct copy *c, const struct bdl_reloc *r)
{
	const struct bdl_plan *plan = c->plan;

	switch ((enum bdl_reloc_kind)r->kind) {
	case BDL_RELOC_OBJECT:
		return c->linked->base + r->value;
	case BDL_RELOC_FONT:
		return plan->fonts[r->value];
	case BDL_RELOC_FIELD:
		return c->linked->field ? c->linked->field : plan->nothing;
	case BDL_RELOC_INNER:
		return bdl_mention_object(plan, c->row, bdl_mention_inner(r->value));
	case BDL_RELOC_MENTION: /* no number: patch_piece() */
	case BDL_RELOC_PARENT:
	case BDL_RELOC_ANNOTS:
	case BDL_RELOC_STAMP:
		break;
	}
	if (c->row == BDL_FURNITURE_PART || r->kind == BDL_RELOC_MENTION)
		return plan->nothing;
	unsigned page = bdl_bound_as(plan, c->row, r->value);
	if (r->kind == BDL_RELOC_PARENT)
		return bdl_tree_leaf(plan, page);
	return (r->kind == BDL_RELOC_ANNOTS ? plan->first_annots : plan->first_stamp) + page - 1;
}

/* Writes number over the ten digits at `at`; false if they are none. */
static bool patch(char *at, uint32_t number)
{
	unsigned odd = 0;

	for (int i = DIGITS - 1; i >= 0; i--) {
		odd |= (unsigned)((unsigned char)(at[i] - '0') > 9);
		at[i] = (char)('0' + number % 10);
		number /= 10;
	}
	return !odd;
}

static int not_a_number(const struct copy *c, struct bdl_error *err)
{
	bdl_fail(err, BDL_EFORMAT, c->linked->name,
		"its converted pages cannot be used: a number is missing");
	return bdl_hint(err, "delete the work folder and build again");
}

/* Patches all that lies wholly in the piece; *length becomes less where a number would be cut. */
static int patch_piece(
	struct copy *c, char *piece, uint64_t at, size_t *length, struct bdl_error *err)
{
	const struct bdl_reloc *relocs = c->part->relocs;
	uint32_t i = c->reloc, count = c->part->reloc_count;
	uint64_t end = at + *length;

	for (; i < count && relocs[i].at + DIGITS <= end; i++) {
		char *digits = piece + (relocs[i].at - at);

		if (!patch(digits, target(c, &relocs[i])))
			return not_a_number(c, err);
		if (relocs[i].kind == BDL_RELOC_MENTION)
			bdl_mention_piece(c->plan, c->row, relocs[i].value, digits);
	}
	if (i < count && relocs[i].at < end)
		*length = (size_t)(relocs[i].at - at);
	c->reloc = i;
	return 0;
}

static int copy_piece(struct copy *c, struct bdl_out *o, uint64_t *at, struct bdl_error *err)
{
	uint64_t left = c->part->body_length - *at;
	size_t length;
	char *piece = bdl_out_room(o, LEAST, &length);

	if (!piece)
		return -1;
	if (length > left)
		length = (size_t)left;
	if (bdl_pread_all(c->fd, piece, length, *at) < 0) {
		if (errno == 0)
			return bdl_fail(err, BDL_EFORMAT, c->linked->name,
				"its converted pages were cut short");
		return bdl_fail_errno(err, c->linked->name, "read the converted pages of");
	}
	if (patch_piece(c, piece, *at, &length, err) < 0)
		return -1;
	bdl_out_filled(o, length);
	*at += length;
	return 0;
}

int bdl_copy_body(struct bdl_out *o, const struct bdl_plan *plan, size_t row,
	const struct bdl_part *part, int fd, struct bdl_error *err)
{
	struct copy c = {
		.plan = plan, .linked = &plan->parts[row], .row = row, .part = part, .fd = fd};
	uint64_t start = bdl_out_at(o), at = 0;

	for (uint32_t i = 0; i < part->object_count; i++)
		bdl_out_mark(o, c.linked->base + i + 1, start + part->objects[i]);
	while (at < part->body_length)
		if (copy_piece(&c, o, &at, err) < 0)
			return -1;
	bdl_out_bytes(o, "\n", 1);
	return 0;
}
