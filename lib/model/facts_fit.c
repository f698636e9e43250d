/* What facts may hold, for the writer and the reader alike; and the tokens of labels. */
#include "model/facts_fit.h"

#include "base/text.h"
#include <string.h>

enum { FORMAT_MAX = 32 };

static const char *const label_tokens[] = {[BDL_LABEL_NONE] = "none",
	[BDL_LABEL_DATE] = "date",
	[BDL_LABEL_BIRTH] = "birth",
	[BDL_LABEL_DUE] = "due",
	[BDL_LABEL_PERIOD_START] = "period-start",
	[BDL_LABEL_PERIOD_END] = "period-end",
	[BDL_LABEL_ROW] = "row"};

const char *bdl_date_label_token(enum bdl_date_label l)
{
	return label_tokens[l];
}

int bdl_date_label_from_token(const char *token)
{
	for (size_t i = 0; i < sizeof(label_tokens) / sizeof(*label_tokens); i++)
		if (strcmp(token, label_tokens[i]) == 0)
			return (int)i;
	return -1;
}

/* clang-format off */
const struct bdl_facts_text bdl_facts_texts[BDL_FACTS_TEXTS] = {
	{"account", offsetof(struct bdl_facts, account), BDL_FACTS_STRING_MAX, false, false},
	{"camera", offsetof(struct bdl_facts, camera), BDL_FACTS_STRING_MAX, false, false},
	{"detail", offsetof(struct bdl_facts, detail), BDL_FACTS_STRING_MAX, false, false},
	{"format", offsetof(struct bdl_facts, format), FORMAT_MAX, true, false},
	{"format_basis", offsetof(struct bdl_facts, format_basis), BDL_FACTS_STRING_MAX, true, false},
	{"layout", offsetof(struct bdl_facts, layout), BDL_FACTS_STRING_MAX, false, false},
	{"media_type", offsetof(struct bdl_facts, media_type), BDL_FACTS_STRING_MAX, true, false},
	{"message_id", offsetof(struct bdl_facts, message_id), BDL_FACTS_STRING_MAX, false, false},
	{"ocr", offsetof(struct bdl_facts, ocr), BDL_OCR_WANTED - 1, true, false},
	{"reserved", offsetof(struct bdl_facts, reserved), BDL_STAMPING_TEXT - 1, false, false},
	{"sender", offsetof(struct bdl_facts, sender), BDL_FACTS_STRING_MAX, false, false},
	{"text", offsetof(struct bdl_facts, text), BDL_FACTS_TEXT_MAX, true, true},
	{"title", offsetof(struct bdl_facts, title), BDL_FACTS_STRING_MAX, false, false},
};

/* clang-format on */

bool bdl_facts_is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

bool bdl_facts_is_token(const char *s)
{
	for (const char *c = s; *c; c++)
		if (!bdl_is_digit((unsigned char)*c) && *c != '-' && !(*c >= 'a' && *c <= 'z'))
			return false;
	return *s != '\0';
}

bool bdl_facts_day_fits(struct bdl_day d, enum bdl_precision precision)
{
	if (d.year < 1900 || d.year > 2099)
		return false;
	switch (precision) {
	case BDL_UNDATED:
		return false;
	case BDL_TO_YEAR:
		return d.month == 0 && d.day == 0;
	case BDL_TO_MONTH:
		return d.month >= 1 && d.month <= 12 && d.day == 0;
	case BDL_TO_DAY:
		return bdl_day_exists(d);
	}
	return false;
}

bool bdl_facts_source_fits(enum bdl_date_source source)
{
	switch (source) {
	case BDL_FROM_TEXT:
	case BDL_FROM_HEADER:
	case BDL_FROM_EXIF:
	case BDL_FROM_METADATA:
		return true;
	case BDL_FROM_NOWHERE:
	case BDL_FROM_FILE_NAME:
	case BDL_FROM_AUTHOR:
		return false;
	}
	return false;
}

bool bdl_facts_reason_fits(const struct bdl_facts *f)
{
	if (f->shown)
		return (f->reason == BDL_REASON_NONE || f->reason == BDL_REASON_TRUNCATED) &&
		       f->pages >= 1 && f->pages <= BDL_FACTS_PAGES_MAX;
	return f->reason != BDL_REASON_NONE && f->reason != BDL_REASON_TRUNCATED && f->pages == 0;
}
