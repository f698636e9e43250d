/* Verdicts go through JSON unharmed, and JSON that no reader would write is refused. */
#include "check/verdict.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

Test(verdict, comes_back_as_it_went)
{
	static const unsigned pages[] = {3, 17, 20000};
	static struct bdl_rule_found rules[] = {{"R1", BDL_PASS, NULL, 0, "All is well."},
		{"R8", BDL_FAIL, pages, 3, "\"Żaneta's letter\" \\ is not there."},
		{"R9", BDL_WARN, pages, 1, "Look."},
		{"R47", BDL_NOT_APPLICABLE, NULL, 0, "There is none."}};
	const struct bdl_verdicts v = {.rules = rules, .count = 4};
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_verdicts back;
	struct bdl_error err = {0};

	cr_assert_eq(bdl_verdicts_to_json(&v, &json, &err), 0);
	cr_assert_eq(bdl_verdicts_from_json(&back, bdl_buffer_string(&json), json.length, &err), 0,
		"%s", err.message);
	cr_assert_eq(back.count, 4);
	for (size_t i = 0; i < 4; i++) {
		cr_expect_str_eq(back.rules[i].id, rules[i].id);
		cr_expect_eq(back.rules[i].verdict, rules[i].verdict);
		cr_expect_str_eq(back.rules[i].text, rules[i].text);
		cr_assert_eq(back.rules[i].page_count, rules[i].page_count);
		for (size_t k = 0; k < rules[i].page_count; k++)
			cr_expect_eq(back.rules[i].pages[k], rules[i].pages[k]);
	}
	bdl_verdicts_release(&back);
	bdl_buffer_release(&json);
}

Test(verdict, the_words_are_fixed)
{
	static struct bdl_rule_found rules[] = {{"R42", BDL_NOT_APPLICABLE, NULL, 0, "x"}};
	const struct bdl_verdicts v = {.rules = rules, .count = 1};
	struct bdl_buffer json = BDL_BUFFER_INIT;

	cr_assert_eq(bdl_verdicts_to_json(&v, &json, NULL), 0);
	cr_expect_str_eq(bdl_buffer_string(&json), "{\"rules\":[{\"id\":\"R42\",\"verdict\":\"not-"
						   "applicable\",\"pages\":[],\"text\":\"x\"}]}");
	bdl_buffer_release(&json);
}

struct hostile {
	char json[200];
};

ParameterizedTestParameters(verdict, refuses_what_no_reader_writes)
{
	static struct hostile list[] = {{""}, {"[]"}, {"{}"}, {"{\"rules\":{}}"},
		{"{\"rules\":[]} x"}, {"{\"rules\":[],\"more\":1}"}, {"{\"rules\":[1]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[]}]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[],\"text\":\"x\","
		 "\"y\":1}]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"passed\",\"pages\":[],\"text\":\"x\"}]"
		 "}"},
		{"{\"rules\":[{\"id\":\"X1\",\"verdict\":\"pass\",\"pages\":[],\"text\":\"x\"}]}"},
		{"{\"rules\":[{\"id\":\"R0\",\"verdict\":\"pass\",\"pages\":[],\"text\":\"x\"}]}"},
		{"{\"rules\":[{\"id\":\"R01\",\"verdict\":\"pass\",\"pages\":[],\"text\":\"x\"}]}"},
		{"{\"rules\":[{\"id\":\"R\",\"verdict\":\"pass\",\"pages\":[],\"text\":\"x\"}]}"},
		{"{\"rules\":[{\"id\":\"\",\"verdict\":\"pass\",\"pages\":[],\"text\":\"x\"}]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[0],\"text\":\"x\"}]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[-1],\"text\":\"x\"}]"
		 "}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[2,2],\"text\":\"x\"}]"
		 "}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[3,2],\"text\":\"x\"}]"
		 "}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[5000000000],\"text\":"
		 "\"x\"}]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[1.5],\"text\":\"x\"}]"
		 "}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":1,\"text\":\"x\"}]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[],\"text\":\"\"}]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[],\"text\":\"a\\nb\"}]"
		 "}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[],\"text\":\"a\\u001b["
		 "2J\"}]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"verdict\":\"pass\",\"pages\":[],\"text\":"
		 "\"a\\u0000b\"}]}"},
		{"{\"rules\":[{\"id\":\"R1\",\"id\":\"R2\",\"verdict\":\"pass\",\"pages\":[],"
		 "\"text\":\"x\"}]}"}};

	return cr_make_param_array(struct hostile, list, sizeof(list) / sizeof(*list));
}

ParameterizedTest(struct hostile *h, verdict, refuses_what_no_reader_writes)
{
	struct bdl_verdicts v;
	struct bdl_error err = {0};

	cr_expect_eq(bdl_verdicts_from_json(&v, h->json, strlen(h->json), &err), -1, "%s", h->json);
	cr_expect_eq(err.code, BDL_EFORMAT);
	cr_expect_eq(v.count, 0);
	bdl_verdicts_release(&v);
}

/* Rules in order, each once; and no more than there can be. */
Test(verdict, refuses_too_many_and_the_same_twice)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_verdicts v;

	for (int twice = 0; twice < 2; twice++) {
		bdl_buffer_clear(&json);
		bdl_buffer_text(&json, "{\"rules\":[");
		for (unsigned i = 1; i <= (twice ? 2 : BDL_RULES_MAX + 1); i++)
			bdl_buffer_printf(&json,
				"%s{\"id\":\"R%u\",\"verdict\":\"pass\",\"pages\":[],\"text\":"
				"\"x\"}",
				i > 1 ? "," : "", twice ? 7 : i);
		bdl_buffer_text(&json, "]}");
		cr_expect_eq(
			bdl_verdicts_from_json(&v, bdl_buffer_string(&json), json.length, NULL),
			-1);
	}
	bdl_buffer_release(&json);
}

Test(verdict, refuses_more_pages_than_are_listed)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_verdicts v;

	for (unsigned most = BDL_VERDICT_PAGES_MAX; most <= BDL_VERDICT_PAGES_MAX + 1; most++) {
		bdl_buffer_clear(&json);
		bdl_buffer_text(&json, "{\"rules\":[{\"id\":\"R2\",\"verdict\":\"fail\",\"text\":"
				       "\"x\",\"pages\":[");
		for (unsigned i = 1; i <= most; i++)
			bdl_buffer_printf(&json, "%s%u", i > 1 ? "," : "", i);
		bdl_buffer_text(&json, "]}]}");
		cr_expect_eq(
			bdl_verdicts_from_json(&v, bdl_buffer_string(&json), json.length, NULL),
			most > BDL_VERDICT_PAGES_MAX ? -1 : 0);
		bdl_verdicts_release(&v);
	}
	bdl_buffer_release(&json);
}

Test(verdict, a_bomb_costs_nothing)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_verdicts v;

	for (int i = 0; i < 1000000; i++)
		bdl_buffer_text(&json, "[],");
	cr_expect_eq(bdl_verdicts_from_json(&v, bdl_buffer_string(&json), json.length, NULL), -1);
	bdl_buffer_release(&json);
}
