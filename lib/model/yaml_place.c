/* Place: see yaml_place.h. */
#include "model/yaml_place.h"

#include "base/text.h"
#include <string.h>

static bool is_of_word(char c)
{
	return bdl_is_alpha(c) || bdl_is_digit(c) || c == '-' || c == '_';
}

static const char *word_in_line(const char *line, size_t length, const char *word)
{
	size_t wide = strlen(word);

	for (size_t i = 0; i + wide <= length; i++) {
		if (line[i] == '#' && (i == 0 || bdl_is_space(line[i - 1])))
			return NULL;
		if (memcmp(line + i, word, wide) == 0 && (i == 0 || !is_of_word(line[i - 1])) &&
			(i + wide == length || !is_of_word(line[i + wide])))
			return line + i;
	}
	return NULL;
}

unsigned bdl_yaml_line_of(
	const char *yaml, size_t length, unsigned from, const char *key, const char *word)
{
	unsigned line = 1;
	size_t at = 0;

	while (word[0] && at < length) {
		const char *start = yaml + at, *end = memchr(start, '\n', length - at);
		size_t wide = end ? (size_t)(end - start) : length - at;
		const char *found = line >= from ? word_in_line(start, wide, word) : NULL;

		if (found && (!key || word_in_line(start, (size_t)(found - start), key)))
			return line;
		at += wide + 1;
		line++;
	}
	return 0;
}
