/* Fuzz backup: the input is a backup of a telephone's messages or calls, in XML that only nearly is
 * XML; see evidence.h. */
#include "evidence.h"

#include "mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	evidence_read(bdl_read_backup, "sms-xml", "sms.xml", bytes, length);
	return 0;
}
