/*
 * Title: what a reader of the index sees. The document's own heading where it says something, else
 * the file's name made readable, else the kind and the name: "Photograph IMG_0412". Never empty,
 * always one line.
 */
#include "judge/title.h"

#include "base/text.h"
#include "judge/place.h"
#include "judge/words.h"
#include <string.h>

enum { HEADING_MAX = 100, SHORT_MAX = 60, OWN_TITLE_MAX = 160, LETTERS_LEAST = 3 };

/* ---- small tools ---- */

static size_t count_words(const char *s)
{
	size_t n = 0;

	for (bool inside = false; *s; s++) {
		bool word = bdl_is_alpha((unsigned char)*s) || bdl_is_digit((unsigned char)*s) ||
			    (unsigned char)*s >= 0x80 || *s == '\'';

		n += word && !inside;
		inside = word;
	}
	return n;
}

/* ---- the document's own heading ---- */

/* "Dear Ms A", next line "Your new child maintenance payment schedule", then the letter itself. */
size_t bdl_title_heading(const char *text, const char **heading)
{
	const char *line = text + bdl_place_salutation(text), *next;
	size_t length;

	line = *line ? strchr(line, '\n') : NULL;
	if (!line)
		return 0;
	line += strspn(line, " \n");
	length = strcspn(line, "\n");
	next = line + length;
	next += strspn(next, " \n");
	while (length > 0 && line[length - 1] == ' ')
		length--;
	if (length < LETTERS_LEAST || length > HEADING_MAX || strchr(".,;:", line[length - 1]))
		return 0;
	/* a line that goes on in the next one with a small letter is a sentence; so is one that
	 * thanks */
	if (!*next || (*next >= 'a' && *next <= 'z') ||
		!((*line >= 'A' && *line <= 'Z') || (unsigned char)*line >= 0x80))
		return 0;
	if (bdl_text_starts(line, "Thank you") || bdl_text_starts(line, "I ") ||
		bdl_text_starts(line, "We "))
		return 0;
	*heading = line;
	return length;
}

/* The title of a letter that a person wrote: many have none, and begin with a sentence at once. */
static size_t short_heading(const char *text, const char **heading)
{
	size_t length = bdl_title_heading(text, heading);

	if (length == 0 || length > SHORT_MAX || memchr(*heading, '.', length))
		return 0;
	return length;
}

static bool is_letter_from_office(const struct bdl_kind *kind)
{
	return kind->heading && strncmp(kind->heading, "Letter", 6) == 0;
}

/* What programs put into a document's title when nobody gave it one. */
static bool is_empty_phrase(const char *title)
{
	static const char *const phrases[] = {"untitled", "untitled document", "microsoft word",
		"document1", "new document", "powerpoint presentation", "slide 1", "layout 1",
		"blank page", "full page photo", "print job", "scanned document", "scanned image",
		"default template", "page 1", "title", "no subject", "temp", "output",
		"adobe photoshop", "word document", "no title", "pdf document",
		"adobe photoshop pdf", "adobe photoshop image"};
	struct bdl_buffer folded = BDL_BUFFER_INIT;
	bool empty = bdl_words_fold(&folded, title, false) < 0;

	for (size_t i = 0; !empty && i < sizeof(phrases) / sizeof(*phrases); i++)
		empty = strcmp(bdl_buffer_string(&folded), phrases[i]) == 0;
	bdl_buffer_release(&folded);
	return empty;
}

/* "letter v2.doc", "C:\\letters\\a.rpt", "CMSL4222" are names of files and forms, not titles. */
static bool is_file_name(const char *title)
{
	const char *dot = strrchr(title, '.');
	size_t n = dot ? strlen(dot + 1) : 0;

	if (strchr(title, '\\') || strstr(title, "://") || strstr(title, "file:"))
		return true;
	if (n < 2 || n > 5 || (dot > title && dot[-1] == ' '))
		return false;
	for (size_t i = 1; i <= n; i++)
		if (!bdl_is_alpha((unsigned char)dot[i]) && !bdl_is_digit((unsigned char)dot[i]))
			return false;
	return bdl_is_alpha((unsigned char)dot[1]);
}

/* Appends the title that the document gives itself, or nothing. */
static int add_own_title(struct bdl_buffer *out, const char *title)
{
	static const char *const prefixes[] = {
		"Microsoft Word - ", "Microsoft PowerPoint - ", "Microsoft Excel - "};

	for (size_t i = 0; title && i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (bdl_text_starts(title, prefixes[i]))
			title = NULL;
	if (!title)
		return 0;
	if (bdl_title_add_line(out, title, strlen(title)) < 0)
		return -1;
	title = bdl_buffer_string(out);
	if (out->length > OWN_TITLE_MAX || !strchr(title, ' ') || count_words(title) < 2 ||
		bdl_title_letters(title) < LETTERS_LEAST || is_file_name(title) ||
		is_empty_phrase(title))
		bdl_buffer_clear(out);
	return 0;
}

/* An e-mail's subject is its title however short: its writer chose it. */
static int add_subject(struct bdl_buffer *out, const char *format, const char *title)
{
	static const char *const mail[] = {"rfc822", "msg", "tnef"};

	for (size_t i = 0; title && format && i < sizeof(mail) / sizeof(*mail); i++)
		if (strcmp(format, mail[i]) == 0)
			return bdl_title_add_line(out, title, strlen(title));
	return 0;
}

/* ---- all of it ---- */

/* True if the title holds a word of the heading that says what the document is, "letter" or
 * "statement". */
static bool says_heading(const char *title, const char *heading)
{
	struct bdl_buffer folded = BDL_BUFFER_INIT;
	bool says = bdl_words_fold(&folded, title, false) < 0;

	for (const char *word = heading; !says && *word;) {
		char one[32];
		size_t n = strcspn(word, " ");

		if (n >= 4 && n < sizeof(one) && strncmp(word, "from ", 5) != 0) {
			memcpy(one, word, n);
			one[n] = '\0';
			says = bdl_words_stand_in(bdl_buffer_string(&folded), one);
		}
		word += n + strspn(word + n, " ");
	}
	bdl_buffer_release(&folded);
	return says;
}

int bdl_title(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	const struct bdl_kind *kind, struct bdl_error *err)
{
	struct bdl_buffer title = BDL_BUFFER_INIT;
	const char *heading = "";
	size_t length = 0;
	int rc = 0;

	if (f->text && is_letter_from_office(kind))
		length = bdl_title_heading(f->text, &heading);
	else if (f->text && strcmp(kind->section, "letters") == 0 && bdl_title_is_machine_name(x))
		length = short_heading(f->text, &heading);
	if (length)
		rc = bdl_title_add_line(&title, heading, length);
	if (rc == 0 && title.length == 0)
		rc = add_subject(&title, f->format, f->title);
	if (rc == 0 && title.length == 0)
		rc = add_own_title(&title, f->title);
	if (rc == 0 && title.length == 0)
		rc = bdl_title_from_name(&title, x, kind);
	if (title.length == 0)
		rc |= bdl_buffer_text(&title, kind->label);
	if (rc == 0 && kind->heading && !says_heading(bdl_buffer_string(&title), kind->heading))
		x->title = bdl_arena_printf(
			&b->arena, "%s: %s", kind->heading, bdl_buffer_string(&title));
	else
		x->title = rc == 0 ? bdl_arena_string(&b->arena, bdl_buffer_string(&title)) : NULL;
	bdl_buffer_release(&title);
	return x->title ? 0 : bdl_fail_memory(err);
}
