/* Fuzz chatjson: the input is a chat as JSON, as Telegram, Signal and Facebook write it; see
 * evidence.h. */
#include "evidence.h"

#include "mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	evidence_read(bdl_read_chat_json, "chat", "result.json", bytes, length);
	return 0;
}
