/* What the tests of calls and messages ask of a reading. Stands on reading_fixture.h. */
#ifndef BDL_TESTS_READ_PHONE_FIXTURE_H
#define BDL_TESTS_READ_PHONE_FIXTURE_H

#include "reading_fixture.h"

static inline void read_words(struct made *m, const char *text, const char *name)
{
	read_evidence(m, text, strlen(text), name);
}

/* True if pdftotext reads these words on a page, wherever lines end. */
static inline bool page_says(struct made *m, unsigned page, const char *words)
{
	struct bdl_buffer text = BDL_BUFFER_INIT, line = BDL_BUFFER_INIT;
	bool says;

	poppler(m, "pdftotext -layout", page, "-", &text);
	for (size_t i = 0; i < text.length; i++) {
		bool space = strchr(" \n\f", text.data[i]) != NULL;

		if (text.data[i] == '\xC2' && text.data[i + 1] == '\xA0') {
			space = true;
			i++;
		}
		if (!space)
			bdl_buffer_byte(&line, text.data[i]);
		else if (line.length > 0 && line.data[line.length - 1] != ' ')
			bdl_buffer_byte(&line, ' ');
	}
	says = strstr(bdl_buffer_string(&line), words) != NULL;
	if (!says)
		cr_log_error(
			"page %u does not say \"%s\": %s", page, words, bdl_buffer_string(&line));
	bdl_buffer_release(&text);
	bdl_buffer_release(&line);
	return says;
}

static inline bool page_lacks(struct made *m, unsigned page, const char *words)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	bool lacks;

	poppler(m, "pdftotext -layout", page, "-", &text);
	lacks = strstr(bdl_buffer_string(&text), words) == NULL;
	bdl_buffer_release(&text);
	return lacks;
}

/* "2023-02-10T09:15:32+00:00 Europe/London in Mr C 38 yes text" of record i. */
static inline const char *record(const struct made *m, size_t i)
{
	static const char *const answers[] = {"-", "yes", "no"};
	static char line[1024];
	const struct bdl_record *r = &m->facts.records[i];
	const char *zone = bdl_zone_name(r->when.zone),
		   *direction = bdl_direction_token(r->direction);
	char when[BDL_MOMENT_TEXT];

	if (i >= m->facts.record_count)
		return "no such record";
	bdl_moment_iso(r->when, when);
	snprintf(line, sizeof(line), "%s %s %s %s %s %u %s %s",
		r->type == BDL_EVENT_CALL      ? "call"
		: r->type == BDL_EVENT_MESSAGE ? "message"
					       : "other",
		when[0] ? when : "-", zone ? zone : "-", direction ? direction : "-",
		r->party ? r->party : "-", r->has_length ? r->length : 0, answers[r->answered],
		r->text ? r->text : "-");
	return line;
}

#define EXPECT_RECORD(m, i, expected) cr_expect_str_eq(record(m, i), expected)

static inline bool has_warning(const struct made *m, const char *words)
{
	for (const char **w = m->facts.warnings; w && *w; w++)
		if (strstr(*w, words))
			return true;
	return false;
}

#endif
