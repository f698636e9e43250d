/*
 * A recipient as data: what `bundle recipients --json` prints; docs/recipients.md describes it.
 */
#ifndef BDL_MODEL_RECIPIENT_JSON_H
#define BDL_MODEL_RECIPIENT_JSON_H

#include "base/buffer.h"
#include "model/recipient.h"

/* Appends JSON text: everything about one; of all only who they are. today: for what was read more than a year before. */
int bdl_recipient_to_json(const struct bdl_recipient *r, struct bdl_day today, struct bdl_buffer *out, struct bdl_error *err)
	BDL_MUST_CHECK;
int bdl_recipients_to_json(const struct bdl_recipients *all, struct bdl_day today, struct bdl_buffer *out,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
