/* Bank camt: what the parts of the reader of camt share; bank_camt.c is the reader. */
#ifndef BDL_READ_BANK_CAMT_H
#define BDL_READ_BANK_CAMT_H

#include "read/bank.h"

#include <libxml/tree.h>

#define BDL_CAMT_DAY ((size_t)10) /* bytes of "2023-02-10" */

struct bdl_camt {
	struct bdl_bank b;
	struct bdl_buffer shown;
	size_t lines;
};

/* Elements: bank_camt_element.c. n may be NULL where another element is asked for. Namespaces are
 * passed over. */
bool bdl_camt_is(const xmlNode *n, const char *name);
const xmlNode *bdl_camt_child(const xmlNode *n, const char *name);
/* "Acct/Id/IBAN"; the first of each name. */
const xmlNode *bdl_camt_find(const xmlNode *n, const char *path);
/* The words straight in the element, as one line; NULL where there are none. */
const char *bdl_camt_words(struct bdl_camt *g, const xmlNode *n);
const char *bdl_camt_words_at(struct bdl_camt *g, const xmlNode *n, const char *path);
const char *bdl_camt_attribute(struct bdl_camt *g, const xmlNode *n, const char *name);
/* Amt of n with the sign that CdtDbtInd beside it gives. */
struct bdl_bank_money bdl_camt_sum(struct bdl_camt *g, const xmlNode *n);
/* The day in Dt or DtTm of n, as written and read; NULL: there is none. */
const char *bdl_camt_day(struct bdl_camt *g, const xmlNode *n, struct bdl_moment *out);

/* Adds the entry as a row: bank_camt_entry.c. */
void bdl_camt_entry(struct bdl_camt *g, const xmlNode *entry, struct bdl_bank_account *a);

#endif
