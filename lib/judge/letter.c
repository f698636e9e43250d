/* The parts of a letter or a mail: see letter.h. */
#include "judge/letter.h"

#include "base/text.h"
#include "judge/place.h"
#include "judge/title.h"
#include "judge/words.h"
#include <string.h>

enum {
	HEAD_MOST =
		1500, /* bytes above a salutation; further down it begins a letter that is quoted */
	HEAD_BARE = 500, /* without a salutation */
	OPENING_MOST = 700, /* behind it: the title and about four sentences */
	HEADER_LINES = 5 /* between the From and the To of a mail that is quoted */
};

/* ---- its own words ---- */

/* True if the line begins with the words, ASCII case, indentation and asterisks (bold, in plain
 * text) aside. */
static bool begins(const char *line, const char *words)
{
	line += strspn(line, " \t*");
	while (*words && bdl_lower((unsigned char)*line) == *words) {
		line++;
		words++;
	}
	return *words == '\0';
}

static const char *next_line(const char *line)
{
	const char *end = strchr(line, '\n');

	return end ? end + 1 : line + strlen(line);
}

static bool line_ends(const char *line, const char *words)
{
	size_t length = strcspn(line, "\n"), n = strlen(words);

	while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\r'))
		length--;
	return length >= n && strncmp(line + length - n, words, n) == 0;
}

/* "On 3 May 2023, at 10:12, Mr R <r@example.com> wrote:", on one line or two. */
static bool introduces_quote(const char *line)
{
	if (!begins(line, "on "))
		return false;
	return line_ends(line, "wrote:") || line_ends(next_line(line), "wrote:");
}

/* "From: CMS", and soon "Sent:", "Date:" or "To:": the header of a message inside this one. */
static bool is_header(const char *line)
{
	if (!begins(line, "from:"))
		return false;
	line = next_line(line);
	for (int i = 0; i < HEADER_LINES && *line; i++, line = next_line(line))
		if (begins(line, "sent:") || begins(line, "date:") || begins(line, "to:"))
			return true;
	return false;
}

/* The header of the document itself, if it is a mail, saved or printed; NULL: it is none. */
static const char *own_header(const char *text)
{
	for (const char *line = text; *line && line < text + HEAD_BARE; line = next_line(line))
		if (is_header(line))
			return line;
	return NULL;
}

static bool is_end(const char *line, const char *own)
{
	static const char *const words[] = {"-----original message", "---- original message",
		"----- original message", "begin forwarded message", "---------- forwarded message",
		"-------- original message", "-------- forwarded message", "----- forwarded by"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (begins(line, words[i]))
			return true;
	return line != own && is_header(line);
}

/* Where quoted lines go on behind the introduction, own words may stand between and below them. */
static bool is_all_quoted(const char *line)
{
	do
		line = next_line(line);
	while (*line && (*line == '\n' || line_ends(line, "wrote:")));
	return *line != '>';
}

int bdl_letter_own_words(struct bdl_buffer *out, const char *text)
{
	const char *own = own_header(text);

	for (const char *line = text; *line; line = next_line(line)) {
		if (is_end(line, own) || (introduces_quote(line) && is_all_quoted(line)))
			break;
		if (begins(line, ">") || introduces_quote(line))
			continue;
		bdl_buffer_add(out, line, strcspn(line, "\n"));
		bdl_buffer_byte(out, '\n');
	}
	return out->failed ? -1 : 0;
}

/* ---- its parts ---- */

static int fold(struct bdl_buffer *out, const char *text, size_t length)
{
	struct bdl_buffer part = BDL_BUFFER_INIT;
	int rc = bdl_buffer_add(&part, text, length);

	/* never inside a character: what is cut of one folds to the sign for it and matches nothing
	 */
	if (rc == 0)
		rc = bdl_words_fold(out, bdl_buffer_string(&part), false);
	bdl_buffer_release(&part);
	return rc;
}

/* The subject in a mail's header; its length, 0: there is none. */
static size_t subject(const char *text, size_t head, const char **at)
{
	for (const char *line = text; *line && line < text + head; line = next_line(line))
		if (begins(line, "subject:")) {
			*at = strchr(line, ':') + 1;
			return strcspn(*at, "\n");
		}
	return 0;
}

/* Behind the header of a mail; 0 where there is none. */
static size_t body_of_mail(const char *text)
{
	const char *header = own_header(text), *end = header ? strstr(header, "\n\n") : NULL;

	return end ? (size_t)(end + 2 - text) : 0;
}

static int fold_parts(struct bdl_letter *l, const char *text)
{
	size_t all = strlen(text), header = body_of_mail(text);
	size_t dear = header + bdl_place_salutation(text + header);
	const char *heading = "";
	size_t length = subject(text, header ? header : HEAD_BARE, &heading), body, head;

	if (dear > HEAD_MOST || dear == all) { /* without a salutation */
		dear = header;
		head = header ? header : all < HEAD_BARE ? all : HEAD_BARE;
	} else {
		head = dear + strcspn(text + dear, "\n");
		if (length == 0)
			length = bdl_title_heading(text, &heading);
	}
	body = all - dear < OPENING_MOST ? all - dear : OPENING_MOST;
	if (fold(&l->to, text, head) < 0 || fold(&l->heading, heading, length) < 0 ||
		fold(&l->opening, header ? heading : "", header ? length : 0) < 0 ||
		(l->opening.length && bdl_buffer_text(&l->opening, ". ") < 0))
		return -1;
	return fold(&l->opening, text + dear, body);
}

int bdl_letter_init(struct bdl_letter *l, const struct bdl_facts *f)
{
	struct bdl_buffer own = BDL_BUFFER_INIT;
	int rc = bdl_letter_own_words(&own, f->text ? f->text : "");

	if (rc == 0)
		rc = fold_parts(l, bdl_buffer_string(&own));
	if (rc == 0)
		rc = bdl_words_fold(&l->own, bdl_buffer_string(&own), false);
	bdl_buffer_release(&own);
	return rc;
}

void bdl_letter_release(struct bdl_letter *l)
{
	bdl_buffer_release(&l->to);
	bdl_buffer_release(&l->heading);
	bdl_buffer_release(&l->opening);
	bdl_buffer_release(&l->own);
}
