/* The report comes out of the sandbox as JSON: nothing but a proper one is let through. */
#include "verify/verify.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define SEAL "\"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\""
#define HEAD(intact)                                                                               \
	"{\"intact\":" intact ",\"version\":\"1.0\",\"hashes\":\"sha256\",\"own\":true,\"files\":" \
	"5,\"same\":4,\"sealed_on\":\"2023-02-10\",\"seal\":" SEAL ",\"findings\":["
#define CHANGED                                                                                    \
	"{\"kind\":\"changed\",\"path\":\"a "                                                      \
	"\\u001b.txt\",\"tag\":false,\"other\":null,\"text\":\"sealed 5 bytes, now 6\","           \
	"\"sealed_size\":5,\"found_size\":6}"

static int read(struct bdl_report *r, const char *json)
{
	struct bdl_error err = {0};

	return bdl_report_from_json(r, json, strlen(json), &err);
}

Test(report, is_read_as_it_was_written)
{
	struct bdl_report r;

	cr_assert_eq(read(&r, HEAD("false") CHANGED "]}"), 0);
	cr_expect_not(r.intact);
	cr_expect_eq(r.files, 5);
	cr_expect_eq(r.same, 4);
	cr_expect_eq(r.count, 1);
	cr_expect(r.has_seal);
	cr_expect_eq(r.seal[0], 0xca);
	cr_expect_str_eq(r.sealed_on, "2023-02-10");
	cr_expect_eq(r.findings[0].kind, BDL_FINDING_CHANGED);
	cr_expect_str_eq(r.findings[0].path, "a \x1b.txt");
	cr_expect_str_eq(r.findings[0].text, "sealed 5 bytes, now 6");
	cr_expect_null(r.findings[0].other);
	cr_expect_eq(r.findings[0].sealed_size, 5);
	cr_expect_eq(r.findings[0].found_size, 6);
	bdl_report_release(&r);
	cr_assert_eq(read(&r, HEAD("true") "]}"), 0);
	cr_expect(r.intact);
	bdl_report_release(&r);
}

Test(report, that_is_not_in_order_is_refused)
{
	static const char *const cases[] = {"", "{", "[]", "null", "{}", HEAD("true") "]}x",
		HEAD("true") CHANGED "]}", HEAD("false") "]}", HEAD("1") "]}",
		HEAD("true") "],\"more\":1}", HEAD("false") "1]}",
		HEAD("false") CHANGED ","
				      "]}",
		"{\"intact\":true,\"version\":\"1.0\",\"hashes\":\"sha256\",\"own\":true,\"files\":"
		"5,\"same\":6,\"sealed_on\":\"\",\"seal\":null,"
		"\"findings\":[]}",
		"{\"intact\":true,\"version\":\"1.0\",\"hashes\":\"sha256\",\"own\":true,\"files\":"
		"-5,\"same\":-6,\"sealed_on\":\"\",\"seal\":null,"
		"\"findings\":[]}",
		"{\"intact\":true,\"version\":\"1.0\",\"hashes\":\"sha256\",\"own\":true,\"files\":"
		"5.0,\"same\":5,\"sealed_on\":\"\",\"seal\":null,"
		"\"findings\":[]}",
		"{\"intact\":true,\"version\":\"1.0\",\"hashes\":\"sha256\",\"own\":true,\"files\":"
		"5,\"same\":5,\"sealed_on\":\"2023-02-30\",\"seal\":"
		"null,\"findings\":[]}",
		"{\"intact\":true,\"version\":\"1.0\",\"hashes\":\"sha256\",\"own\":true,\"files\":"
		"5,\"same\":5,\"sealed_on\":null,\"seal\":null,"
		"\"findings\":[]}",
		"{\"intact\":true,\"version\":\"1.0\",\"hashes\":\"sha256\",\"own\":true,\"files\":"
		"5,\"same\":5,\"sealed_on\":\"\",\"seal\":\"ca97\","
		"\"findings\":[]}",
		"{\"intact\":true,\"version\":\"1.0\",\"hashes\":\"sha\\\"256\",\"own\":true,"
		"\"files\":"
		"5,\"same\":5,\"sealed_on\":\"\",\"seal\":null,\"findings\":[]}",
		"{\"intact\":true,\"version\":\"one\",\"hashes\":\"sha256\",\"own\":true,\"files\":"
		"5,\"same\":5,\"sealed_on\":\"\",\"seal\":null,\"findings\":[]}",
		"{\"intact\":true,\"intact\":true,\"files\":5,\"same\":5,\"sealed_on\":\"\","
		"\"seal\":null,\"findings\":[]}",
		"{\"intact\":true,\"version\":\"1.0\",\"hashes\":\"sha256\",\"own\":true,\"files\":"
		"5,\"same\":5,\"sealed_on\":\"\",\"seal\":null,"
		"\"findings\":{}}",
		HEAD("false") "{\"kind\":\"odd\",\"path\":\"a\",\"tag\":false,\"other\":null,"
			      "\"text\":null,\"sealed_size\":5,"
			      "\"found_size\":6}]}",
		HEAD("false") "{\"kind\":\"missing\",\"path\":\"\",\"tag\":false,\"other\":null,"
			      "\"text\":null,"
			      "\"sealed_size\":5,\"found_size\":6}]}",
		HEAD("false") "{\"kind\":\"missing\",\"path\":\"a\",\"tag\":false,\"other\":\"b\","
			      "\"text\":null,"
			      "\"sealed_size\":5,\"found_size\":6}]}",
		HEAD("false") "{\"kind\":\"renamed\",\"path\":\"a\",\"tag\":false,\"other\":null,"
			      "\"text\":null,"
			      "\"sealed_size\":5,\"found_size\":6}]}",
		HEAD("false") "{\"kind\":\"broken\",\"path\":\"a\",\"tag\":false,\"other\":null,"
			      "\"text\":\"two\\nlines\","
			      "\"sealed_size\":5,\"found_size\":6}]}",
		HEAD("false") "{\"kind\":\"broken\",\"path\":\"a\\u0000b\",\"tag\":false,\"other\":"
			      "null,\"text\":\"x\","
			      "\"sealed_size\":5,\"found_size\":6}]}",
		HEAD("false") "{\"kind\":\"missing\",\"path\":\"a\",\"tag\":0,\"other\":null,"
			      "\"text\":null,"
			      "\"sealed_size\":5,\"found_size\":6}]}"};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bdl_report r;

		cr_expect_eq(read(&r, cases[i]), -1, "was let through: %s", cases[i]);
		cr_expect_eq(r.count, 0);
		cr_expect_null(r.findings);
	}
}

Test(report, with_a_text_of_a_megabyte_is_refused)
{
	static char json[1024 * 1024 + 512];
	struct bdl_report r;
	int n = snprintf(json, sizeof(json),
		HEAD("false") "{\"kind\":\"broken\",\"path\":\"a\",\"tag\":false,"
			      "\"other\":null,\"sealed_size\":5,\"found_size\":6,\"text\":\"");

	memset(json + n, 'x', 1024 * 1024);
	memcpy(json + n + 1024 * 1024, "\"}]}", 5);
	cr_expect_eq(read(&r, json), -1);
}
