/* Fuzz ofx: the input is a bank's file in OFX, as SGML or XML; see evidence.h. */
#include "evidence.h"

#include "mutate.h"
#include "read/bank.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	evidence_read(bdl_read_ofx, "ofx", "statement.ofx", bytes, length);
	return 0;
}
