/*
 * MAPI: what Outlook knows of a message, as properties with numbers; the same in .msg files
 * (outlook.c) and in winmail.dat (tnef.c). Here they become a struct bdl_mail.
 */
#ifndef BDL_READ_MAPI_H
#define BDL_READ_MAPI_H

#include "read/mail.h"

#define BDL_MAPI_PROPERTIES_MAX ((size_t)4000) /* of one object */

enum bdl_mapi_id {
	BDL_MAPI_CLASS = 0x001A,
	BDL_MAPI_SUBJECT = 0x0037,
	BDL_MAPI_SUBMITTED = 0x0039,
	BDL_MAPI_FOR_NAME = 0x0042, /* in whose name it was sent */
	BDL_MAPI_FOR_ADDRESS = 0x0065,
	BDL_MAPI_HEADERS = 0x007D,
	BDL_MAPI_RECIPIENT_TYPE = 0x0C15,
	BDL_MAPI_SENDER_NAME = 0x0C1A,
	BDL_MAPI_SENDER_ADDRESS = 0x0C1F,
	BDL_MAPI_SHOWN_BLIND = 0x0E02,
	BDL_MAPI_SHOWN_COPY = 0x0E03,
	BDL_MAPI_SHOWN_TO = 0x0E04,
	BDL_MAPI_DELIVERED = 0x0E06,
	BDL_MAPI_BODY = 0x1000,
	BDL_MAPI_RTF = 0x1009,
	BDL_MAPI_HTML = 0x1013,
	BDL_MAPI_MESSAGE_ID = 0x1035,
	BDL_MAPI_SHOWN_NAME = 0x3001,
	BDL_MAPI_ADDRESS = 0x3003,
	BDL_MAPI_CREATED = 0x3007,
	BDL_MAPI_SMTP_ADDRESS = 0x39FE,
	BDL_MAPI_FILE_DATA = 0x3701,
	BDL_MAPI_FILE_SHORT_NAME = 0x3704,
	BDL_MAPI_FILE_METHOD = 0x3705,
	BDL_MAPI_FILE_NAME = 0x3707,
	BDL_MAPI_HTML_CODEPAGE = 0x3FDE,
	BDL_MAPI_CODEPAGE = 0x3FFD,
	BDL_MAPI_SENDER_SMTP = 0x5D01,
	BDL_MAPI_FOR_SMTP = 0x5D02
};

enum bdl_mapi_type {
	BDL_MAPI_LONG = 0x0003,
	BDL_MAPI_STRING8 = 0x001E,
	BDL_MAPI_UNICODE = 0x001F,
	BDL_MAPI_TIME = 0x0040,
	BDL_MAPI_BINARY = 0x0102
};

struct bdl_mapi_property {
	unsigned id, type;
	const unsigned char *bytes; /* little-endian; lent */
	size_t length;
};

struct bdl_mapi_object {
	struct bdl_mapi_property *list; /* of the arena */
	size_t count;
};

/* More than BDL_MAPI_PROPERTIES_MAX are dropped. */
int bdl_mapi_add(struct bdl_arena *a, struct bdl_mapi_object *o, const struct bdl_mapi_property *p,
	struct bdl_error *err) BDL_MUST_CHECK;

/* NULL: it has none. */
const struct bdl_mapi_property *bdl_mapi_find(const struct bdl_mapi_object *o, unsigned id);

/* A property as one line, from the arena; NULL: it has none, it is empty, or memory is out.
 * `charset`: of strings that are not Unicode; NULL: guessed. */
const char *bdl_mapi_line(
	struct bdl_reading *r, const struct bdl_mapi_object *o, unsigned id, const char *charset);

bool bdl_mapi_number(const struct bdl_mapi_object *o, unsigned id, uint32_t *out);

/* "CP1252" of a codepage's number, into name. */
void bdl_mapi_charset(uint32_t codepage, char name[16]);

/* Fills m from a message and its recipients; m's files are whoever's who reads them. */
int bdl_mapi_mail(struct bdl_reading *r, const struct bdl_mapi_object *message,
	const struct bdl_mapi_object *recipients, size_t recipient_count, struct bdl_mail *m,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
