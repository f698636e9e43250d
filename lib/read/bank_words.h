/* Bank words: the sentences above a statement: where it comes from, what it covers, whose account
 * it is. */
#ifndef BDL_READ_BANK_WORDS_H
#define BDL_READ_BANK_WORDS_H

#include "read/bank.h"

/* Appends what is known of an account besides its rows: its period, its balances, its currency. */
void bdl_bank_account_facts(const struct bdl_bank_account *a, struct bdl_buffer *out);

/* Appends "Savings account, ending 4471"; nothing where nothing is known. */
void bdl_bank_account_name(
	struct bdl_bank *b, const struct bdl_bank_account *a, struct bdl_buffer *out);

/* Appends the paragraph under the title. -1: out of memory. */
int bdl_bank_provenance(struct bdl_bank *b, struct bdl_buffer *out) BDL_MUST_CHECK;

#endif
