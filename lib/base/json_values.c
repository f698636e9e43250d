/* See json_values.h: brackets and commas outside strings. */
#include "base/json_values.h"

#include <stdbool.h>

size_t bdl_json_values(const char *json, size_t length)
{
	size_t values = 1;
	bool in_string = false;

	for (size_t i = 0; i < length; i++) {
		char c = json[i];

		if (in_string) {
			if (c == '\\')
				i++;
			else if (c == '"')
				in_string = false;
		} else if (c == '"') {
			in_string = true;
		} else if (c == ',' || c == '[' || c == '{') {
			values++;
		}
	}
	return values;
}
