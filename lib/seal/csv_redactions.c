/* redactions.csv: what is hidden in the PDF: where, what kind of thing, how often; never what it said. */
#include "seal/bag.h"

#include "seal/csv.h"

/* Nobody reads the kinds' tokens. */
static const char *reason_of(enum bdl_private_kind kind)
{
	static const char *const reasons[BDL_PRIVATE_KINDS] = {
		[BDL_PRIVATE_INSURANCE] = "National Insurance number",
		[BDL_PRIVATE_ACCOUNT] = "sort code or account number",
		[BDL_PRIVATE_CARD] = "card number",
		[BDL_PRIVATE_POSTCODE] = "address",
		[BDL_PRIVATE_NAME] = "name listed as private",
		[BDL_PRIVATE_ADDRESS] = "address listed as private",
		[BDL_PRIVATE_WORD] = "words listed as private",
		[BDL_PRIVATE_GPS] = "where a photograph was taken"};

	return reasons[kind];
}

static void redaction_rows(const struct bdl_bundle *b, size_t row, struct bdl_buffer *out)
{
	size_t count;
	const struct bdl_private_found *f = bdl_bundle_found_of(b, row, &count);

	for (; count; f++, count--) {
		const struct bdl_exhibit *x = f->row == BDL_NONE ? NULL : &b->exhibits[f->row];

		if (x && x->duplicate_of != BDL_NONE)
			x = &b->exhibits[x->duplicate_of];
		if (x && x->number)
			bdl_buffer_printf(out, "%u", x->number);
		bdl_csv_number(out, f->page);
		bdl_csv_page(out, b, f->page ? x : NULL, f->page);
		bdl_csv_text(out, bdl_private_token(f->kind));
		bdl_csv_number(out, f->count);
		bdl_csv_text(out, reason_of(f->kind));
		bdl_csv_text(out, !x ? NULL : x->withheld ? "withheld" : "whole, in the archive");
		bdl_buffer_text(out, "\r\n");
	}
}

void bdl_bag_redactions(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	bdl_buffer_text(out, "exhibit,page_of_exhibit,page,kind,count,reason,original\r\n");
	for (size_t i = 0; i < b->order_count; i++)
		redaction_rows(b, b->order[i], out);
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			redaction_rows(b, i, out);
	redaction_rows(b, BDL_NONE, out);
}
