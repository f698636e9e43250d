/* Fuzz chat: the input is a saved chat, as WhatsApp and others write it; see evidence.h. */
#include "evidence.h"

#include "mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	evidence_read(bdl_read_whatsapp, "whatsapp", "chat.txt", bytes, length);
	return 0;
}
