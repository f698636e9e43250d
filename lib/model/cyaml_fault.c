/* Fault: see cyaml_fault.h. libcyaml reports through a log: the first line of an error is the one
 * that says what it is, in its own words; the lines behind it say where, from the inside out. */
#include "model/cyaml_fault.h"

#include "base/error.h"
#include "base/text.h"
#include <stdio.h>
#include <string.h>

static void put(struct bdl_cyaml_fault *f, const char *before, const char *name, const char *behind)
{
	snprintf(f->words, sizeof(f->words), "%s%.60s%s", before, name, behind);
}

/* What the first line means. What needs the key's name gets it from the lines behind. */
static void note_what(struct bdl_cyaml_fault *f, const char *words)
{
	if (bdl_text_starts(words, "Load: "))
		words += strlen("Load: ");
	if (bdl_text_starts(words, "libyaml: "))
		words += strlen("libyaml: ");
	if (bdl_text_starts(words, "Unexpected key: "))
		put(f, "there is no \"", words + strlen("Unexpected key: "), "\"");
	else if (bdl_text_starts(words, "STRING length"))
		put(f, "a text is too long", "", "");
	else if (bdl_text_starts(words, "Expecting SEQUENCE"))
		put(f, "a list is expected: [\"...\"]", "", "");
	else if (bdl_text_starts(words, "Expecting MAPPING"))
		put(f, "lines of the form \"key: value\" are expected", "", "");
	else if (bdl_text_starts(words, "Expecting STRING"))
		put(f, "a list stands where a text is expected", "", "");
	else if (bdl_text_starts(words, "Invalid "))
		put(f, "a whole number from 0 is expected", "", "");
	else
		snprintf(f->words, sizeof(f->words), "%.150s", words);
}

/* "  in mapping field 'files' (line: 2, column: 1)" */
static void note_where(struct bdl_cyaml_fault *f, const char *words)
{
	const char *quote = strchr(words, '\''), *line = strstr(words, "(line: ");

	if (line && f->line == 0)
		for (line += strlen("(line: "); bdl_is_digit((unsigned char)*line); line++)
			f->line = f->line * 10 + (unsigned)(*line - '0');
	if (!strstr(words, "in mapping field '") || !quote)
		return;
	quote++;
	snprintf(f->top, sizeof(f->top), "%.*s", (int)strcspn(quote, "'"), quote);
	if (!f->field[0])
		memcpy(f->field, f->top, sizeof(f->field));
}

BDL_PRINTF(3, 0)

void bdl_cyaml_fault_note(cyaml_log_t level, void *context, const char *format, va_list args)
{
	struct bdl_cyaml_fault *f = context;
	char whole[400];

	if (level < CYAML_LOG_ERROR)
		return;
	vsnprintf(whole, sizeof(whole), format, args);
	whole[strcspn(whole, "\n")] = '\0';
	if (f->words[0])
		note_where(f, whole);
	else
		note_what(f, whole);
}
