/* See bank_layout.h. Two tables: words that banks put over their columns, and the heads of banks
 * that are known. */
#include "read/bank_layout.h"

#include "base/text.h"

#include <string.h>

/* ---- heads ---- */

static bool is_letter(unsigned char c)
{
	return bdl_is_alpha(c) || bdl_is_digit(c) || c >= 0x80;
}

static void set_currency(struct bdl_bank_head *h, const char *code)
{
	for (size_t i = 0; i < 3; i++)
		h->currency[i] =
			(char)(code[i] >= 'a' && code[i] <= 'z' ? code[i] - 'a' + 'A' : code[i]);
}

/* "amount gbp": the last word is a currency. */
static void take_currency(struct bdl_bank_head *h)
{
	static const char *const codes[] = {
		"gbp", "eur", "usd", "chf", "czk", "pln", "aud", "cad", "nzd", "sek", "nok", "dkk"};
	size_t length = strlen(h->text);

	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (length > 4 && h->text[length - 4] == ' ' &&
			strcmp(h->text + length - 3, codes[i]) == 0) {
			set_currency(h, codes[i]);
			h->text[length - 4] = '\0';
			return;
		}
}

/* Bytes of a sign that stands for a currency. */
static size_t sign_of(const char *s, size_t length, struct bdl_bank_head *h)
{
	if (length >= 2 && memcmp(s, "\xC2\xA3", 2) == 0) {
		set_currency(h, "gbp");
		return 2;
	}
	if (length >= 3 && memcmp(s, "\xE2\x82\xAC", 3) == 0) {
		set_currency(h, "eur");
		return 3;
	}
	return 0;
}

void bdl_bank_head_read(struct bdl_cell c, struct bdl_bank_head *out)
{
	size_t n = 0, sign;

	*out = (struct bdl_bank_head){.text = ""};
	for (size_t i = 0; i < c.length && n + 1 < BDL_BANK_HEAD; i++) {
		unsigned char byte = (unsigned char)c.text[i];

		if ((sign = sign_of(c.text + i, c.length - i, out)) > 0) {
			i += sign - 1;
			continue;
		}
		if (is_letter(byte))
			out->text[n++] = (char)bdl_lower(byte);
		else if (n > 0 && out->text[n - 1] != ' ')
			out->text[n++] = ' ';
	}
	while (n > 0 && out->text[n - 1] == ' ')
		n--;
	out->text[n] = '\0';
	take_currency(out);
}

/* ---- roles ---- */

/* clang-format off */
static const struct alias {
	const char *head;
	enum bdl_bank_role role;
	unsigned rank;
} aliases[] = {
	{ "date", BDL_BANK_DATE, 0 }, { "completed date", BDL_BANK_DATE, 0 }, { "transaction date", BDL_BANK_DATE, 0 },
	{ "booking date", BDL_BANK_DATE, 0 }, { "posting date", BDL_BANK_DATE, 0 }, { "posted date", BDL_BANK_DATE, 0 },
	{ "date posted", BDL_BANK_DATE, 0 }, { "transaction posted", BDL_BANK_DATE, 0 }, { "entry date", BDL_BANK_DATE, 0 },
	{ "date of transaction", BDL_BANK_DATE, 0 }, { "process date", BDL_BANK_DATE, 1 }, { "processed date", BDL_BANK_DATE, 1 },
	{ "started date", BDL_BANK_DATE, 2 }, { "value date", BDL_BANK_DATE, 3 }, { "created", BDL_BANK_DATE, 2 },
	{ "created utc", BDL_BANK_DATE, 2 }, { "date utc", BDL_BANK_DATE, 1 }, { "date time", BDL_BANK_DATE, 1 },
	{ "date and time", BDL_BANK_DATE, 1 }, { "finished on", BDL_BANK_DATE, 1 },
	{ "buchungstag", BDL_BANK_DATE, 0 }, { "buchungsdatum", BDL_BANK_DATE, 0 }, { "datum", BDL_BANK_DATE, 0 },
	{ "belegdatum", BDL_BANK_DATE, 1 }, { "valutadatum", BDL_BANK_DATE, 3 }, { "wertstellung", BDL_BANK_DATE, 3 },
	{ "rentedatum", BDL_BANK_DATE, 3 }, { "data", BDL_BANK_DATE, 3 }, { "fecha", BDL_BANK_DATE, 0 },

	{ "time", BDL_BANK_TIME, 0 }, { "transaction time", BDL_BANK_TIME, 0 },

	{ "description", BDL_BANK_DESCRIPTION, 0 }, { "transaction description", BDL_BANK_DESCRIPTION, 0 },
	{ "merchant description", BDL_BANK_DESCRIPTION, 0 }, { "details", BDL_BANK_DESCRIPTION, 1 },
	{ "transaction details", BDL_BANK_DESCRIPTION, 1 }, { "narrative", BDL_BANK_DESCRIPTION, 1 },
	{ "memo", BDL_BANK_DESCRIPTION, 1 }, { "particulars", BDL_BANK_DESCRIPTION, 1 }, { "label", BDL_BANK_DESCRIPTION, 1 },
	{ "transaction", BDL_BANK_DESCRIPTION, 2 }, { "transactions", BDL_BANK_DESCRIPTION, 2 }, { "reference", BDL_BANK_DESCRIPTION, 3 }, { "text", BDL_BANK_DESCRIPTION, 2 },
	{ "payment reference", BDL_BANK_DESCRIPTION, 4 }, { "item", BDL_BANK_DESCRIPTION, 4 }, { "item title", BDL_BANK_DESCRIPTION, 4 },
	{ "verwendungszweck", BDL_BANK_DESCRIPTION, 0 }, { "buchungstext", BDL_BANK_DESCRIPTION, 1 },
	{ "transaktionsbeschreibung", BDL_BANK_DESCRIPTION, 0 }, { "omschrijving", BDL_BANK_DESCRIPTION, 0 },
	{ "omschrijving 1", BDL_BANK_DESCRIPTION, 0 }, { "remarque", BDL_BANK_DESCRIPTION, 0 }, { "libelle", BDL_BANK_DESCRIPTION, 0 },

	{ "counter party", BDL_BANK_PARTY, 0 }, { "counterparty", BDL_BANK_PARTY, 1 }, { "counterparty name", BDL_BANK_PARTY, 0 },
	{ "counteraccount name", BDL_BANK_PARTY, 0 }, { "payee", BDL_BANK_PARTY, 0 }, { "payee name", BDL_BANK_PARTY, 0 },
	{ "name", BDL_BANK_PARTY, 0 }, { "merchant", BDL_BANK_PARTY, 1 }, { "merchant name", BDL_BANK_PARTY, 1 },
	{ "partner name", BDL_BANK_PARTY, 0 }, { "naam", BDL_BANK_PARTY, 1 }, { "naam tegenpartij", BDL_BANK_PARTY, 0 },
	{ "beguenstigter zahlungspflichtiger", BDL_BANK_PARTY, 0 }, { "empf\xC3\xA4nger", BDL_BANK_PARTY, 0 },
	{ "to from", BDL_BANK_PARTY, 0 }, { "target name", BDL_BANK_PARTY, 1 },

	{ "type", BDL_BANK_TYPE, 0 }, { "transaction type", BDL_BANK_TYPE, 0 }, { "subcategory", BDL_BANK_TYPE, 1 },
	{ "umsatzart", BDL_BANK_TYPE, 0 }, { "transaction code", BDL_BANK_TYPE, 0 },

	{ "amount", BDL_BANK_AMOUNT, 0 }, { "value", BDL_BANK_AMOUNT, 1 }, { "transaction amount", BDL_BANK_AMOUNT, 0 },
	{ "billing amount", BDL_BANK_AMOUNT, 0 }, { "gross", BDL_BANK_AMOUNT, 2 }, { "bedrag", BDL_BANK_AMOUNT, 0 },
	{ "betrag", BDL_BANK_AMOUNT, 0 }, { "buchungsbetrag", BDL_BANK_AMOUNT, 0 }, { "montant", BDL_BANK_AMOUNT, 0 },
	{ "importe", BDL_BANK_AMOUNT, 0 },

	{ "paid out", BDL_BANK_OUT, 0 }, { "money out", BDL_BANK_OUT, 0 }, { "debit", BDL_BANK_OUT, 0 },
	{ "debit amount", BDL_BANK_OUT, 0 }, { "debits", BDL_BANK_OUT, 0 }, { "out", BDL_BANK_OUT, 0 }, { "withdrawal", BDL_BANK_OUT, 0 },
	{ "withdrawals", BDL_BANK_OUT, 0 }, { "outflow", BDL_BANK_OUT, 0 }, { "debet", BDL_BANK_OUT, 0 },
	{ "amount out", BDL_BANK_OUT, 0 }, { "spent", BDL_BANK_OUT, 0 },
	{ "paid in", BDL_BANK_IN, 0 }, { "money in", BDL_BANK_IN, 0 }, { "credit", BDL_BANK_IN, 0 },
	{ "credit amount", BDL_BANK_IN, 0 }, { "credits", BDL_BANK_IN, 0 }, { "in", BDL_BANK_IN, 0 }, { "deposit", BDL_BANK_IN, 0 },
	{ "deposits", BDL_BANK_IN, 0 }, { "inflow", BDL_BANK_IN, 0 }, { "amount in", BDL_BANK_IN, 0 }, { "received", BDL_BANK_IN, 0 },

	{ "balance", BDL_BANK_BALANCE, 0 }, { "running balance", BDL_BANK_BALANCE, 0 }, { "account balance", BDL_BANK_BALANCE, 0 },
	{ "balance after", BDL_BANK_BALANCE, 0 }, { "balance after transaction", BDL_BANK_BALANCE, 0 },
	{ "saldo", BDL_BANK_BALANCE, 0 }, { "saldo na trn", BDL_BANK_BALANCE, 0 },

	{ "currency", BDL_BANK_CURRENCY, 0 }, { "ccy", BDL_BANK_CURRENCY, 0 }, { "munt", BDL_BANK_CURRENCY, 0 },
	{ "waehrung", BDL_BANK_CURRENCY, 0 }, { "w\xC3\xA4hrung", BDL_BANK_CURRENCY, 0 },
	{ "buchungsw\xC3\xA4hrung", BDL_BANK_CURRENCY, 0 }, { "currency code", BDL_BANK_CURRENCY, 0 },

	{ "d c", BDL_BANK_FLAG, 0 }, { "c d", BDL_BANK_FLAG, 0 }, { "dr cr", BDL_BANK_FLAG, 0 }, { "cr dr", BDL_BANK_FLAG, 0 },
	{ "debit credit", BDL_BANK_FLAG, 0 }, { "debit or credit flag", BDL_BANK_FLAG, 0 }, { "debit credit flag", BDL_BANK_FLAG, 0 }, { "credit debit", BDL_BANK_FLAG, 0 },

	{ "fee", BDL_BANK_FEE, 0 },

	{ "account number", BDL_BANK_ACCOUNT, 0 }, { "account no", BDL_BANK_ACCOUNT, 0 }, { "account", BDL_BANK_ACCOUNT, 1 },
	{ "iban", BDL_BANK_ACCOUNT, 1 }, { "auftragskonto", BDL_BANK_ACCOUNT, 0 }, { "auftraggeberkonto", BDL_BANK_ACCOUNT, 0 },
	{ "iban auftraggeberkonto", BDL_BANK_ACCOUNT, 1 }, { "rekening", BDL_BANK_ACCOUNT, 0 },
	{ "rekeningnummer", BDL_BANK_ACCOUNT, 0 }, { "iban bban", BDL_BANK_ACCOUNT, 0 }, { "bank account details", BDL_BANK_ACCOUNT, 1 },
	{ "card number", BDL_BANK_ACCOUNT, 1 }, { "umsatz get\xC3\xA4tigt von", BDL_BANK_ACCOUNT, 1 },
	{ "sort code", BDL_BANK_SORT_CODE, 0 }, { "bank code", BDL_BANK_SORT_CODE, 0 },
	{ "bankleitzahl auftraggeberkonto", BDL_BANK_SORT_CODE, 0 },

	{ "bank account", BDL_BANK_THEIRS, 0 }, { "counterparty account", BDL_BANK_THEIRS, 0 }, { "kontonummer", BDL_BANK_THEIRS, 0 },
	{ "tegenrekening", BDL_BANK_THEIRS, 0 }, { "tegenrekening iban bban", BDL_BANK_THEIRS, 0 },
	{ "rekeningnummer tegenpartij", BDL_BANK_THEIRS, 0 }, { "payee account number", BDL_BANK_THEIRS, 0 },

	{ "duration", BDL_BANK_CALL, 0 }, { "number called", BDL_BANK_CALL, 0 }, { "call type", BDL_BANK_CALL, 0 },
	{ "call duration", BDL_BANK_CALL, 0 }, { "number dialled", BDL_BANK_CALL, 0 }, { "called number", BDL_BANK_CALL, 0 },
};

/* The most exact come first. */
static const struct bdl_bank_layout layouts[] = {
	{ "Monzo", true, "transaction id|date|time|type|name|emoji|category|amount|currency|local amount|local currency" },
	{ "Monzo", true, "id|created|amount|currency|local amount|local currency|category|emoji" },
	{ "Starling", true, "date|counter party|reference|type|amount|balance" },
	{ "Barclays", true, "number|date|account|amount|subcategory|memo" },
	{ "Lloyds Bank, Halifax, Bank of Scotland or TSB", true,
		"transaction date|transaction type|sort code|account number|transaction description|debit amount|credit amount|balance" },
	{ "NatWest or Royal Bank of Scotland", true, "date|type|description|value|balance|account name|account number" },
	{ "Nationwide", true, "date|transaction type|description|paid out|paid in|balance" },
	{ "Chase", true, "date|time|transaction type|transaction description|amount|currency|balance" },
	{ "Revolut", true, "type|product|started date|completed date|description|amount|fee|currency|state|balance" },
	{ "PayPal", false, "date|time|timezone|name|type|status|currency|gross|fee|net" },
	{ "PayPal", false, "date|time|time zone|name|type|status|currency|gross|fee|net" },
	{ "bunq", false, "date|amount|account|counterparty|name|description" },
	{ "bunq", false, "datum|bedrag|rekening|tegenrekening|naam|omschrijving" },
	{ "Wise", true, "transferwise id|date|amount|currency|description|payment reference|running balance" },
};

const struct bdl_bank_layout bdl_bank_headless = { "HSBC", true, "" };

/* clang-format on */

enum bdl_bank_role bdl_bank_head_role(const struct bdl_bank_head *h, unsigned *rank)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
		if (strcmp(aliases[i].head, h->text) == 0) {
			*rank = aliases[i].rank;
			return aliases[i].role;
		}
	*rank = 0;
	return BDL_BANK_OTHER;
}

/* ---- layouts ---- */

static bool has_head(
	const struct bdl_bank_head *heads, size_t count, const char *head, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(heads[i].text) == length && memcmp(heads[i].text, head, length) == 0)
			return true;
	return false;
}

static bool fits(const struct bdl_bank_layout *l, const struct bdl_bank_head *heads, size_t count)
{
	const char *at = l->heads;

	while (*at) {
		size_t n = strcspn(at, "|");

		if (!has_head(heads, count, at, n))
			return false;
		at += n + (at[n] == '|');
	}
	return true;
}

const struct bdl_bank_layout *bdl_bank_layout_find(const struct bdl_bank_head *heads, size_t count)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++)
		if (fits(&layouts[i], heads, count))
			return &layouts[i];
	return NULL;
}
