/* Fuzz qif: the input is a bank's file in QIF; see evidence.h. */
#include "evidence.h"

#include "mutate.h"
#include "read/bank.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	evidence_read(bdl_read_qif, "qif", "statement.qif", bytes, length);
	return 0;
}
