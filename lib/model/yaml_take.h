/*
 * Taking: values of a YAML tree become members of structs, by tables of the keys that a mapping may have. Whatever is not understood is an
 * error at its line and column; a key that is not known comes with the nearest one. Nothing said is left as it was.
 */
#ifndef BDL_MODEL_YAML_TAKE_H
#define BDL_MODEL_YAML_TAKE_H

#include "model/yaml_node.h"
#include <stdbool.h>

#define BDL_YAML_TEXT_MOST 500  /* bytes of one text */
#define BDL_YAML_PATH_MOST 4096 /* of a path */
#define BDL_YAML_KEYS_MOST 40   /* keys of one mapping */

/* Puts what n says (never NOTHING) into the member at `into`. 0 or -1 with the error told. */
typedef int bdl_take(const struct bdl_yaml *y, const struct bdl_node *n, void *into);

/* clang-format off */
struct bdl_key {
	const char *name;
	bdl_take *take;
	size_t offset;      /* of the member */
};

/* Keys, and the struct that their values go into. */
struct bdl_keys {
	const struct bdl_key *keys; /* ended by BDL_KEY_END */
	void *into;
	bool said;          /* out: one of them has a value */
};
/* clang-format on */

#define BDL_KEY(key, type, member, take) {key, take, offsetof(type, member)}
#define BDL_KEY_END {NULL, NULL, 0}

/* n is a mapping of these keys, each at most once. */
int bdl_take_mapping(const struct bdl_yaml *y, const struct bdl_node *n, const struct bdl_key *keys, void *into) BDL_MUST_CHECK;
/* The same, where they go into several structs. */
int bdl_take_keys(const struct bdl_yaml *y, const struct bdl_node *n, struct bdl_keys *groups, size_t count) BDL_MUST_CHECK;

/* n is a list of at most `most` things that are something. Zeroed rows for them, one more behind, at *rows. */
int bdl_take_rows(const struct bdl_yaml *y, const struct bdl_node *n, size_t most, size_t size, void **rows, size_t *count)
	BDL_MUST_CHECK;

/* n is a text that is not too long; lent. NULL: it is not, and that is told. */
const char *bdl_node_text(const struct bdl_yaml *y, const struct bdl_node *n);

/*
 * n is one of the words of the list (NULL-ended, in small letters, with '-' between words; capitals, spaces and '_' do not matter). Its
 * index, or -1 with the error told: ""Scottland" is no nation; did you mean "scotland"?", and all of them where they are few.
 */
int bdl_take_word(const struct bdl_yaml *y, const struct bdl_node *n, const char *what, const char *const *list);

/* ---- members; each is a bdl_take ---- */
bdl_take bdl_take_text;   /* const char *: one line, safe to print; NULL where it is empty */
bdl_take bdl_take_path;   /* const char *: below the folder: "./letters/" is "letters"; never empty */
bdl_take bdl_take_texts;  /* const char **: NULL-ended, at most 1,000; NULL for an empty list */
bdl_take bdl_take_paths;  /* const char **: the same, at most 10,000 */
bdl_take bdl_take_day;    /* struct bdl_day: exists */
bdl_take bdl_take_pence;  /* int64_t: above 0, up to BDL_PENCE_MOST */
bdl_take bdl_take_page;   /* unsigned: 1 to 100,000 */
bdl_take bdl_take_truth;  /* bool: yes, no, true, false */

/* A whole number from `least` to `most`, figures only. */
int bdl_take_count(const struct bdl_yaml *y, const struct bdl_node *n, unsigned least, unsigned most, unsigned *out)
	BDL_MUST_CHECK;

/* s from `length` bytes, safe to print, without white space around it; runs of it inside become one space unless `exact`. NULL for nothing. */
int bdl_take_bytes(const struct bdl_yaml *y, const char *s, size_t length, bool exact, const char **out) BDL_MUST_CHECK;

#endif
