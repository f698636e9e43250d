/* Fuzz mt940: the input is a bank's file in MT940; see evidence.h. */
#include "evidence.h"

#include "mutate.h"
#include "read/bank.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	evidence_read(bdl_read_mt940, "mt940", "statement.sta", bytes, length);
	return 0;
}
