/* Fuzz csv: the input is a table: a bank's, a telephone's, anybody's; see evidence.h. */
#include "evidence.h"

#include "mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	evidence_read(bdl_read_csv, "csv", "table.csv", bytes, length);
	return 0;
}
