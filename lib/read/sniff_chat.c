/* Chats in JSON, as Telegram, Messenger and Instagram hand them out, by the names that only they
 * hold together. */
#include "read/sniff.h"

#include "base/text.h"
#include "read/lines.h"

static bool holds(const char *text, size_t length, const char *const *names)
{
	for (; *names; names++)
		if (!bdl_bytes_find(text, length, *names))
			return false;
	return true;
}

bool bdl_sniff_chat(const char *text, size_t length, struct bdl_sniffed *out)
{
	static const struct {
		const char *what, *names[5];
	} chats[] = {
		{"JSON of a Messenger or Instagram chat",
			{"\"messages\"", "\"sender_name\"", "\"timestamp_ms\""}},
		{"JSON of a Telegram chat", {"\"messages\"", "\"from\"", "\"date\"", "\"text\""}},
		{"JSON of a list of messages", {"\"timestamp\"", "\"author\"", "\"message\""}},
	};

	size_t i = 0;

	while (i < length && bdl_is_space((unsigned char)text[i]))
		i++;
	if (i == length || (text[i] != '{' && text[i] != '['))
		return false;
	for (size_t k = 0; k < sizeof(chats) / sizeof(*chats); k++)
		if (holds(text, length, chats[k].names))
			return bdl_sniff_found(out, "chat", "application/json", chats[k].what);
	return false;
}
