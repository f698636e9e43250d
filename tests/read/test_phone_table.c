/* Call logs as tables: told by their columns, never by their name; and what is none is left alone.
 */
#include "phone_fixture.h"

Test(phone_table, a_call_log_is_told_by_its_heads)
{
	static const char text[] = "Date,Time,Direction,Number,Name,Duration\n"
				   "22/11/2022,09:14,Outgoing,0800 171 2345,CMS,00:21:40\n"
				   "14/02/2023,13:20,Missed,0800 171 2345,CMS,00:00:00\n"
				   "28/11/2022,17:32,Incoming,07700 900371,Ms A,00:09:05\n"
				   "19/05/2023,09:48,Outgoing,0800 171 2345,CMS,0:00\n";
	struct made m;

	read_words(&m, text, "anything.csv");
	cr_assert_eq(m.facts.record_count, 4);
	EXPECT_RECORD(&m, 0, "call 2022-11-22T09:14:00 unknown out CMS (0800 171 2345) 1300 yes -");
	EXPECT_RECORD(&m, 1, "call 2022-11-28T17:32:00 unknown in Ms A (07700 900371) 545 yes -");
	EXPECT_RECORD(&m, 2, "call 2023-02-14T13:20:00 unknown in CMS (0800 171 2345) 0 no -");
	EXPECT_RECORD(&m, 3, "call 2023-05-19T09:48:00 unknown out CMS (0800 171 2345) 0 no -");
	cr_expect_str_eq(m.facts.layout, "Call log");
	cr_expect(page_says(&m, 1, "it does not say in which time zone"));
	cr_assert_eq(m.facts.date_count, 2);
	cr_expect_str_eq(m.facts.dates[0].raw, "22/11/2022");
	unmake(&m);
}

Test(phone_table, a_bill_lists_calls_that_were_made)
{
	static const char text[] = "Date,Time,Number called,Duration,Cost\n"
				   "13/04/2023,09:14,0800 171 2345,0:21:40,0.00\n"
				   "17/04/2023,14:22,07700 900371,0:06:37,1.20\n"
				   "Total,,,0:28:17,1.20\n";
	struct made m;

	read_words(&m, text, "bill.csv");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(
		&m, 0, "call 2023-04-13T09:14:00 unknown out 0800 171 2345 1300 yes Cost: 0.00");
	cr_expect_str_eq(m.facts.layout, "Itemised bill");
	cr_expect(page_says(&m, 1, "Other lines of the file"));
	cr_expect(page_says(&m, 1, "Total 0:28:17 1.20"));
	unmake(&m);
}

Test(phone_table, a_log_without_heads_is_told_by_its_cells)
{
	static const char text[] = "Incoming,13/06/17 09:45,00:01:43,+44 7700 900111,Bob Smith\n"
				   "Outgoing,13/06/17 10:42,00:02:10,+44 7700 900111,Bob Smith\n";
	struct made m;

	read_words(&m, text, "calls.csv");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(
		&m, 0, "call 2017-06-13T09:45:00 unknown in Bob Smith (+44 7700 900111) 103 yes -");
	unmake(&m);
}

Test(phone_table, other_ways_of_writing_are_read)
{
	static const char text[] = "Name,Phone Number,Call Date,Call Type,Duration (sec)\n"
				   "CMS,+448001712345,2023-03-01T09:00:12Z,OUTGOING,192\n"
				   "(unknown),07700900371,2023-07-27T16:30:00Z,MISSED,0\n";
	struct made m;

	read_words(&m, text, "log.csv");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(&m, 0,
		"call 2023-03-01T09:00:12+00:00 Europe/London out CMS (+448001712345) 192 yes -");
	EXPECT_RECORD(&m, 1, "call 2023-07-27T17:30:00+01:00 Europe/London in 07700900371 0 no -");
	unmake(&m);
}

Test(phone_table, messages_among_the_calls_are_messages)
{
	static const char text[] =
		"Date,Time,Type,RemoteParty,Direction,Duration,Subject,Number\n"
		"01/30/2009,21:15,Voice call,Max,Outgoing,58,,+436644300000\n"
		"01/31/2009,17:31,Short message,Karl,Incoming,0,I am late,+436644200000\n";
	struct made m;

	read_words(&m, text, "log.csv");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(&m, 0, "call 2009-01-30T21:15:00 unknown out Max (+436644300000) 58 yes -");
	EXPECT_RECORD(
		&m, 1, "message 2009-01-31T17:31:00 unknown in Karl (+436644200000) 0 - I am late");
	cr_expect_str_eq(m.facts.title, "Call log: 1 call and 1 message");
	unmake(&m);
}

Test(phone_table, a_log_without_lengths_needs_ways_and_numbers)
{
	static const char text[] = "Date;Number;Call type\n"
				   "13/04/2023;0800 171 2345;Missed call\n"
				   "17/04/2023;07700 900371;Dialled\n";
	struct made m;

	read_words(&m, text, "missed.csv");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(&m, 0, "call 2023-04-13 - in 0800 171 2345 0 no -");
	EXPECT_RECORD(&m, 1, "call 2023-04-17 - out 07700 900371 0 - -");
	cr_expect(page_lacks(&m, 1, "time zone"));
	unmake(&m);
}

Test(phone_table, a_log_of_messages_names_who_wrote)
{
	static const char text[] =
		"Chat Session,Message Date,Service,Type,Sender ID,Sender Name,Status,Text\n"
		"Mr C,2023-02-10 09:15:32,SMS,Incoming,+447700900371,Mr C,Read,\"Hello, you\"\n"
		"Mr C,2023-02-10 09:16:32,SMS,Outgoing,,,Sent,When?\n";
	struct made m;

	read_words(&m, text, "messages.csv");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(&m, 0,
		"message 2023-02-10T09:15:32 unknown in Mr C (+447700900371) 0 - Hello, you");
	EXPECT_RECORD(
		&m, 1, "message 2023-02-10T09:16:32 unknown out Mr C (+447700900371) 0 - When?");
	cr_expect_str_eq(m.facts.layout, "Message log");
	unmake(&m);
}

Test(phone_table, what_is_no_call_log_is_left_alone)
{
	static const char *const texts[] = {
		"Date,Description,Amount,Balance\n03/04/2023,Phone "
		"call,-3.00,100.00\n04/04/2023,Shop,-3.00,97.00\n",
		"Date,Name,Duration,Balance\n03/04/2023,Shop,1:00,100.00\n04/04/"
		"2023,Shop,2:00,97.00\n",
		"Course,Name,Duration\nSwimming,Ann,3 weeks\nChess,Bob,2 weeks\n",
		"Date,Name,Duration\n03/04/2023,Ann,one hour\n04/04/2023,Bob,two hours\n",
		"Date,Time,Duration\n03/04/2023,10:00,1:00\n04/04/2023,10:00,1:00\n",
		"Incoming,1,2,3\nOutgoing,4,5,6\n",
		"Date,Type,Number,Amount\n13/04/2023,Out,12345678,3.00\n14/04/"
		"2023,In,12345678,4.00\n",
		"Date,Name,Text\n03/04/2023,Ann,A note\n04/04/2023,Bob,Another\n",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct made m;

		read_words(&m, texts[i], "a.csv");
		cr_assert(m.facts.shown, "%zu", i);
		/* a bank's reader may know it */
		for (size_t k = 0; k < m.facts.record_count; k++)
			cr_expect_eq(m.facts.records[k].type, BDL_EVENT_TRANSACTION, "%zu", i);
		unmake(&m);
	}
}
