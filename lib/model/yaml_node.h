/*
 * YAML nodes: a file that a person wrote, as a tree in which every value knows its line and column, so that a mistake can be
 * shown where it stands. The only file that knows libyaml. Texts are as YAML has them; what they mean is for yaml_take.h.
 */
#ifndef BDL_MODEL_YAML_NODE_H
#define BDL_MODEL_YAML_NODE_H

#include "base/arena.h"
#include "base/error.h"
#include <stddef.h>

#define BDL_YAML_NODES_MOST 100000u
#define BDL_YAML_DEPTH_MOST 12u

enum bdl_node_kind { BDL_NODE_NOTHING, BDL_NODE_TEXT, BDL_NODE_LIST, BDL_NODE_MAPPING };

/* clang-format off */
struct bdl_node {
	enum bdl_node_kind kind; /* NOTHING: no value, "~" or "null", without quotes */
	unsigned line, column;   /* from 1; columns are characters */
	const char *text;        /* TEXT: UTF-8 without a NUL inside; else NULL */
	const struct bdl_node *key;    /* of a value of a mapping: what stands before the ':' (TEXT); else NULL */
	const struct bdl_node *parent; /* list or mapping that it stands in; NULL: it is the whole file */
	const struct bdl_node *first, *next; /* LIST, MAPPING: the first of its values; the one after this one */
	size_t count;            /* of its values */
};

/* Who reads, for messages: everything lands in the arena. */
struct bdl_yaml {
	struct bdl_arena *a;
	const char *path;        /* of the file */
	struct bdl_error *err;
};
/* clang-format on */

/*
 * The file as a tree. *out is NOTHING for an empty one. BDL_EFORMAT with the place: no YAML, not UTF-8, tabs as indentation,
 * anchors, aliases and tags, keys that are no text, a second document, more nodes or levels than the bounds above.
 */
int bdl_yaml_read(const struct bdl_yaml *y, const char *yaml, size_t length, const struct bdl_node **out) BDL_MUST_CHECK;

/*
 * What is wrong with n: BDL_EFORMAT, the path with line and column ("bundle.yaml:12:3"), the keys that it stands under in front of the
 * message ("numbering: at: "). Always -1.
 */
int bdl_node_wrong(const struct bdl_yaml *y, const struct bdl_node *n, const char *format, ...) BDL_PRINTF(3, 4);

#endif
