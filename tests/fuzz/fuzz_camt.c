/* Fuzz camt: the input is a bank's file in camt.052, 053 or 054; see evidence.h. */
#include "evidence.h"

#include "mutate.h"
#include "read/bank.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	evidence_read(bdl_read_camt, "camt", "statement.xml", bytes, length);
	return 0;
}
