/* Sizes as people write them, and as they are told. */
#include "base/size.h"
#include <criterion/criterion.h>
#include <stdint.h>

static const struct {
	const char *text;
	uint64_t bytes; /* 0: no size */
} sizes[] = {
	{"25MB", 25000000},
	{"25 MB", 25000000},
	{"25mb", 25000000},
	{"36m", 36000000},
	{"25MiB", 26214400},
	{"25Mi", 26214400},
	{"2G", 2000000000},
	{"1GiB", 1073741824},
	{"900k", 900000},
	{"900kib", 921600},
	{"10.0MB", 10000000},
	{"10.5 MB", 10500000},
	{"0.5m", 500000},
	{"26214400", 26214400},
	{"26214400B", 26214400},
	{"9223372036G", 0},
	{"9000000000GiB", 0},
	{"99999999999999999999", 0},
	{"", 0},
	{"0", 0},
	{"0MB", 0},
	{"0.0000001MB", 0},
	{"MB", 0},
	{"-5MB", 0},
	{"+5MB", 0},
	{" 5MB", 0},
	{"5MB ", 0},
	{"5  MB", 0},
	{"5 ", 0},
	{"5.MB", 0},
	{"5.5", 0},
	{"5,5MB", 0},
	{"5MBs", 0},
	{"5BM", 0},
	{"5ib", 0},
	{"5T", 0},
	{"25megabytes", 0},
};

Test(size, what_people_write)
{
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		uint64_t bytes = 0;
		int rc = bdl_size_parse(sizes[i].text, &bytes);

		cr_expect_eq(rc, sizes[i].bytes ? 0 : -1, "\"%s\"", sizes[i].text);
		if (rc == 0)
			cr_expect_eq(bytes, sizes[i].bytes, "\"%s\" is %ju", sizes[i].text,
				(uintmax_t)bytes);
	}
}

static const struct {
	uint64_t bytes;
	const char *words;
} told[] = {
	{0, "0 bytes"},
	{920, "920 bytes"},
	{9200, "9,200 bytes"},
	{9099, "9,099 bytes"},
	{12400, "12.4 kB"},
	{12449, "12.4 kB"},
	{12450, "12.5 kB"},
	{999949, "999.9 kB"},
	{999950, "1.0 MB"},
	{25000000, "25.0 MB"},
	{24949999, "24.9 MB"},
	{9999949999, "9999.9 MB"},
	{9999950000, "10.0 GB"},
	{UINT64_MAX, "18446744073.7 GB"},
};

Test(size, in_words)
{
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		char words[BDL_SIZE_TEXT];

		cr_expect_str_eq(bdl_size_words(told[i].bytes, words), told[i].words, "%s", words);
	}
}
