/* The mutation: pages with something to hide go into the part as they are. Linked with --wrap. */
#include <stdbool.h>
#include <stddef.h>

struct pdf_copy;
bool __wrap_bdl_redact_is_anew(const struct pdf_copy *c, size_t page);

bool __wrap_bdl_redact_is_anew(const struct pdf_copy *c, size_t page)
{
	(void)c;
	(void)page;
	return false;
}
