/* Page names: see page_names.h. */
#include "check/page_names.h"

#include "base/datefind.h"
#include <stdlib.h>
#include <string.h>

/* "App 12" is called 12 by a row that says so; "112" is not. */
static bool is_called(const char *name, const char *label)
{
	size_t n = name ? strlen(name) : 0, l = strlen(label);

	if (n < l || strcmp(name + n - l, label) != 0)
		return false;
	return n == l || name[n - l - 1] == ' ' || name[n - l - 1] == '.';
}

static const char *name_at(struct bdl_judging *j, unsigned page)
{
	const struct bdl_numbers *n = bdl_numbers_of(j);

	if (n->found && n->pages[page - 1].text)
		return n->pages[page - 1].text;
	return n->found ? NULL : j->seen->pages[page - 1].label;
}

unsigned bdl_page_called(struct bdl_judging *j, const char *label)
{
	unsigned long plain = label[strspn(label, "0123456789")] ? 0 : strtoul(label, NULL, 10);

	if (plain >= 1 && plain <= j->seen->page_count &&
		is_called(name_at(j, (unsigned)plain), label))
		return (unsigned)plain;
	for (unsigned page = 1; page <= j->seen->page_count; page++)
		if (is_called(name_at(j, page), label))
			return page;
	/* a page that nothing is called by is counted */
	if (plain >= 1 && plain <= j->seen->page_count && !name_at(j, (unsigned)plain))
		return (unsigned)plain;
	return 0;
}

bool bdl_is_of_other_volume(struct bdl_judging *j, const char *label)
{
	const char *slash = strchr(label, '/'), *own = name_at(j, 1);
	size_t n = slash ? (size_t)(slash - label) : 0;
	const char *own_slash = own ? strrchr(own, '/') : NULL;

	if (n == 0 || !own_slash)
		return false;
	return (size_t)(own_slash - own) < n || strncmp(own_slash - n, label, n) != 0;
}

const char *bdl_name_of_page(struct bdl_judging *j, unsigned page)
{
	const char *name = page >= 1 && page <= j->seen->page_count ? name_at(j, page) : NULL;

	return name ? bdl_quote(j, name, 40) : bdl_rule_text(j, "%u", page);
}

/* Where the words before `end` end if a date is the last of them; else `end`. */
static size_t before_date(const char *text, size_t end)
{
	struct bdl_found_date found;
	size_t from = 0;

	while (bdl_find_date(text, end, from, &found)) {
		from = found.at + found.length;
		if (from == end && found.at > 0)
			return found.at;
	}
	return end;
}

static size_t trim(const char *text, size_t start, size_t end)
{
	while (end > start && strchr(" ([.,:;-", text[end - 1]))
		end--;
	return end;
}

/* Where "[p.31, AB1-9]" begins, which names the page and the mark on it; else `end`. */
static size_t before_mark(const char *title, const char *label, size_t end)
{
	const char *bracket = strrchr(title, '['), *at;
	size_t n = strlen(label);

	if (!bracket || bracket == title || strcmp(title + end - 1, "]") != 0)
		return end;
	at = bracket + 1 + strspn(bracket + 1, "p. ");
	return strncmp(at, label, n) == 0 && at[n] == ',' ? (size_t)(bracket - title) : end;
}

/*
 * "12. Letter from the CMS, 10 Feb 2023 [p.31]": the words between the number of the document and
 * its date and page, since an index writes those in its own way.
 */
const char *bdl_bookmark_words(struct bdl_judging *j, const char *title, const char *label)
{
	size_t start = strspn(title, "0123456789"), end = strlen(title);
	const char *at;

	start = start && title[start] == '.' ? start + 1 : 0;
	end = before_mark(title, label, end);
	for (at = title + end; at > title + start && strncmp(at, label, strlen(label)) != 0;)
		at--;
	/* the page stands at the end, in brackets or not */
	if (at > title + start && strspn(at + strlen(label), "]). ") == strlen(at + strlen(label)))
		end = (size_t)(at - title);
	end = trim(title, start, end);
	if (end > start + 1 && (title[end - 1] == 'p' || title[end - 1] == 'P') &&
		strchr("[( ", title[end - 2]))
		end = trim(title, start, end - 1);
	end = trim(title, start, before_date(title, end));
	while (start < end && title[start] == ' ')
		start++;
	return bdl_rule_text(j, "%.*s", (int)(end - start), title + start);
}
