/* Json parts: see json_parts.h. */
#include "json_parts.h"

#include "base/buffer.h"
#include "base/text.h"
#include "model/json_set.h"
#include "say.h"
#include <string.h>

json_t *json_text(const char *s)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	json_t *value = NULL;

	if (!s)
		return json_null();
	if (bdl_utf8_clean(&clean, s, strlen(s)) == 0)
		value = json_string(bdl_buffer_string(&clean));
	bdl_buffer_release(&clean);
	return value;
}

json_t *json_digest(const uint8_t d[BDL_SHA256_SIZE])
{
	char hex[BDL_SHA256_HEX];

	bdl_hex(d, hex);
	return json_string(hex);
}

int json_print(json_t *o, struct bdl_error *err)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	int rc = bdl_json_write(&out, o, JSON_INDENT(2));

	if (rc == 0)
		say("%s\n", bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return rc < 0 ? bdl_fail_memory(err) : 0;
}
