/* clang-format off */
/*
 * Names: under which name each original lies in the archive. Nearly always its own. A name that
 * some reader of manifests would take for another one, or that some computer could not keep beside
 * another, is stored under a name that every one of them reads alike:
 *
 *   - A byte that is not UTF-8, a control character, '%', a backslash, a line or paragraph
 *     separator, white space at the very end and the colon of what Windows would take for a drive
 *     ("C:") become =XX, byte by byte. (Not %XX: RFC 8493 readers decode that, sha256sum does not.)
 *   - A name that is not composed (NFC) is stored composed: bsdtar and Windows compose what they
 *     unpack, and would look for the other form in vain.
 *   - Of names in one folder that differ only by case, by Unicode normalisation, by invisible
 *     characters or by dots and blanks at the end, all but one get "~2", "~3" ... before the
 *     extension.
 *   - A component is cut to 255 bytes.
 *
 * Each folder is settled by itself, so that "A/1.txt" and "a/1.txt" do not fall together either.
 */
/* clang-format on */
#include "seal/seal.h"

#include "base/name_fold.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

#define COMPONENT_MOST ((size_t)255)
#define EXTENSION_MOST ((size_t)20)

/* ---- one component ---- */

/* What str.strip() of Python takes for white space: bagit.py strips the lines of a manifest. */
static bool is_white(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
	       c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool needs_escape(uint32_t c, size_t taken, bool at_end)
{
	return c < 0x20 || c == '%' || c == '\\' || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
	       c == 0x2029 || (c == BDL_REPLACEMENT && taken == 1) || (at_end && is_white(c));
}

/* Path joiners of Windows start anew at "C:", wherever in a name it stands. */
static bool ends_drive(const char *name, size_t at)
{
	return at == 1 && name[1] == ':' && bdl_is_alpha((unsigned char)name[0]);
}

/* Appends the component's stored form. `file`: it is the last of its path. */
static int escape(struct bdl_buffer *out, const char *name, size_t length, bool file)
{
	for (size_t i = 0, n; i < length; i += n) {
		uint32_t code;

		n = bdl_utf8_next(name + i, length - i, &code);
		if (!needs_escape(code, n, file && i + n == length) && !ends_drive(name, i)) {
			bdl_buffer_add(out, name + i, n);
			continue;
		}
		for (size_t k = 0; k < n; k++)
			bdl_buffer_printf(out, "=%02X", (unsigned)(unsigned char)name[i + k]);
	}
	return out->failed ? -1 : 0;
}

static size_t extension_length(const char *name, size_t length, bool file)
{
	size_t at = length;

	while (file && at > 1 && length - at < EXTENSION_MOST && name[at - 1] != '.')
		at--;
	return file && at > 1 && name[at - 1] == '.' ? length - at + 1 : 0;
}

/* At most `room` bytes of the name's start, never half a character or half an escape. */
static size_t cut(const char *name, size_t length, size_t room)
{
	if (length <= room)
		return length;
	length = room;
	while (length > 0 && ((unsigned char)name[length] & 0xC0) == 0x80)
		length--;
	if (length > 0 && name[length - 1] == '=')
		return length - 1;
	if (length > 1 && name[length - 2] == '=')
		return length - 2;
	return length;
}

/* The name with ~number before its extension (number 1: without), in 255 bytes. */
static char *numbered(struct bdl_arena *a, const char *name, bool file, unsigned number)
{
	size_t length = strlen(name), extension = extension_length(name, length, file);
	char suffix[16] = "";
	struct bdl_buffer none = BDL_BUFFER_INIT, text = none;
	char *out;

	if (number > 1) {
		bdl_buffer_printf(&text, "~%u", number);
		memcpy(suffix, bdl_buffer_string(&text),
			text.length < sizeof(suffix) ? text.length + 1 : 1);
		bdl_buffer_release(&text);
	}
	out = bdl_arena_printf(a, "%.*s%s%s",
		(int)cut(name, length - extension, COMPONENT_MOST - extension - strlen(suffix)),
		name, suffix, name + length - extension);
	return out;
}

/* ---- the names of one folder ---- */

struct child {
	size_t first, end; /* rows of exhibits */
	bool folder, exact; /* exact: the stored name is the file's own */
	const char *stored;
};

struct taken {
	char *key; /* NULL: an empty slot */
	unsigned next; /* the number to try next for this key */
};

struct folder {
	struct child *children;
	size_t count;
	struct taken *slots;
	size_t slot_count; /* a power of two, more than twice count */
	struct bdl_arena names; /* of the children, until their paths are made */
};

static struct taken *slot_of(const struct folder *f, const char *key)
{
	uint64_t hash = 14695981039346656037u;

	for (const char *p = key; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 1099511628211u;
	hash ^= hash >> 29;
	for (size_t i = (size_t)hash & (f->slot_count - 1);; i = (i + 1) & (f->slot_count - 1))
		if (!f->slots[i].key || strcmp(f->slots[i].key, key) == 0)
			return &f->slots[i];
}

/* 1: the name was free and is taken now; 0: it is another's (*other); -1: out of memory. */
static int take(const struct folder *f, const char *name, struct taken **other)
{
	char *key = bdl_name_fold(name);
	struct taken *slot;

	if (!key)
		return -1;
	slot = slot_of(f, key);
	if (slot->key) {
		free(key);
		*other = slot;
		return 0;
	}
	slot->key = key;
	slot->next = 2;
	return 1;
}

/* Takes the child's name, or the first free number behind it. */
static int settle(struct folder *f, struct child *c)
{
	struct taken *other = NULL, *clash;
	const char *name = c->stored;
	int rc = take(f, name, &other);

	while (rc == 0) {
		name = numbered(&f->names, c->stored, !c->folder, other->next++);
		rc = name ? take(f, name, &clash) : -1;
	}
	c->stored = name;
	return rc < 0 ? -1 : 0;
}

/* Names that stay as they are come first, so that no escaped or numbered one takes theirs. */
static int settle_all(struct folder *f)
{
	struct taken *other;

	f->slot_count = 16;
	while (f->slot_count < 2 * f->count + 2)
		f->slot_count *= 2;
	f->slots = calloc(f->slot_count, sizeof(*f->slots));
	if (!f->slots)
		return -1;
	for (size_t i = 0; i < f->count; i++) {
		int rc = f->children[i].exact ? take(f, f->children[i].stored, &other) : 0;

		if (rc < 0)
			return -1;
		f->children[i].exact = rc > 0;
	}
	for (size_t i = 0; i < f->count; i++)
		if (!f->children[i].exact && settle(f, &f->children[i]) < 0)
			return -1;
	return 0;
}

/* ---- the tree ---- */

/* Length of the component that begins at offset `at` of a path. */
static size_t component(const char *path, size_t at)
{
	return strcspn(path + at, "/");
}

static bool same_child(const struct bdl_exhibit *a, const struct bdl_exhibit *b, size_t at)
{
	size_t n = component(a->path, at);

	return a->path[at + n] == '/' && strncmp(a->path + at, b->path + at, n + 1) == 0;
}

/* One child: the rows from `first` on that lie in the same folder, or one file. */
static int read_child(const struct bdl_bundle *b, struct bdl_arena *names, struct child *c,
	size_t first, size_t end, size_t at)
{
	const char *path = b->exhibits[first].path;
	size_t n = component(path, at);
	struct bdl_buffer name = BDL_BUFFER_INIT;
	char *composed = NULL;

	c->first = first;
	c->end = first + 1;
	c->folder = path[at + n] == '/';
	while (c->end < end && same_child(&b->exhibits[first], &b->exhibits[c->end], at))
		c->end++;
	if (escape(&name, path + at, n, !c->folder) == 0)
		composed = bdl_name_compose(bdl_buffer_string(&name));
	if (composed)
		c->stored = numbered(names, composed, !c->folder, 1);
	c->exact = c->stored && strlen(c->stored) == n && memcmp(c->stored, path + at, n) == 0;
	free(composed);
	bdl_buffer_release(&name);
	return c->stored ? 0 : -1;
}

static int read_children(
	const struct bdl_bundle *b, struct folder *f, size_t first, size_t end, size_t at)
{
	size_t row = first;

	for (size_t i = first; i < end; i++)
		f->count += i == first || !same_child(&b->exhibits[i - 1], &b->exhibits[i], at);
	f->children = calloc(f->count, sizeof(*f->children));
	if (!f->children)
		return -1;
	for (size_t i = 0; i < f->count; i++) {
		if (read_child(b, &f->names, &f->children[i], row, end, at) < 0)
			return -1;
		row = f->children[i].end;
	}
	return 0;
}

static void release(struct folder *f)
{
	for (size_t i = 0; f->slots && i < f->slot_count; i++)
		free(f->slots[i].key);
	free(f->slots);
	free(f->children);
	bdl_arena_release(&f->names);
}

/*
 * Rows first..end lie in one folder, whose name ends before offset `at` and is stored as `prefix`.
 */
static int name_folder(
	struct bdl_bundle *b, size_t first, size_t end, size_t at, const char *prefix)
{
	struct folder f = {0};
	int rc = read_children(b, &f, first, end, at);

	if (rc == 0)
		rc = settle_all(&f);
	for (size_t i = 0; rc == 0 && i < f.count; i++) {
		const struct child *c = &f.children[i];
		struct bdl_exhibit *x = &b->exhibits[c->first];
		const char *path = bdl_arena_printf(
			&b->arena, "%s%s%s", prefix, c->stored, c->folder ? "/" : "");

		if (!path)
			rc = -1;
		else if (c->folder)
			rc = name_folder(
				b, c->first, c->end, at + component(x->path, at) + 1, path);
		else
			x->archive_path = path;
	}
	release(&f);
	return rc;
}

int bdl_archive_names(struct bdl_bundle *b, struct bdl_error *err)
{
	if (b->exhibit_count && name_folder(b, 0, b->exhibit_count, 0, "data/") < 0)
		return bdl_fail_memory(err);
	return 0;
}
