/* arrears.csv: what stands in each kind of row. */
#include "seal/bag.h"

#include <criterion/criterion.h>

#define DAY(m, d)                                                                                  \
	{                                                                                          \
		2023, (m), (d)                                                                     \
	}

static struct bdl_exhibit exhibits[] = {{.path = "bank, 2023.csv",
	.name = "bank, 2023.csv",
	.number = 7,
	.pages = 3,
	.first_page = 31,
	.duplicate_of = BDL_NONE}};
static struct bdl_event events[] = {{.record = {.type = BDL_EVENT_TRANSACTION,
					     .when.day = DAY(1, 3),
					     .pence = 15000,
					     .text = "=MR C",
					     .page = 2}},
	{.record = {.type = BDL_EVENT_TRANSACTION,
		 .when.day = DAY(1, 3),
		 .pence = 15000,
		 .text = "MR C",
		 .page = 3}},
	{.record = {.type = BDL_EVENT_TRANSACTION,
		 .when.day = DAY(2, 9),
		 .pence = -505,
		 .text = "MR C",
		 .page = 1}}};
static struct bdl_payment payments[] = {{.day = DAY(1, 3), .pence = 15000, .event = 0, .page = 2},
	{.day = DAY(3, 1), .pence = 2000, .event = BDL_NONE, .exhibit = BDL_NONE, .by = "Ms A"}};
static struct bdl_set_off first[] = {{.pence = 10000, .days_late = 2}},
			  second[] = {{.pence = 4000, .days_late = -29}};
static struct bdl_due rows[] = {
	{.day = DAY(1, 1), .due = 10000, .paid = 10000, .offs = first, .off_count = 1},
	{.day = DAY(2, 1),
		.due = 10000,
		.paid = 4000,
		.short_by = 6000,
		.owed = 6000,
		.offs = second,
		.off_count = 1}};
static int64_t left[] = {1000, 2000};
static size_t doubles[] = {1};
static struct bdl_near_miss near[] = {
	{.what = {.day = DAY(2, 9), .pence = -505, .event = 2, .page = 1},
		.why = BDL_NEAR_DIRECTION}};
static struct bdl_reckoning reckoning = {.sums = {.rows = rows,
						 .row_count = 2,
						 .left = left,
						 .payment_count = 2,
						 .due = 20000,
						 .received = 17000,
						 .paid = 14000,
						 .left_over = 3000,
						 .owed = 6000},
	.payments = payments,
	.doubles = doubles,
	.double_count = 1,
	.near = near,
	.near_count = 1};

Test(csv_arrears, has_a_row_for_everything)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const struct bdl_bundle b = {.exhibits = exhibits,
		.exhibit_count = 1,
		.events = events,
		.event_count = 3,
		.reckoning = &reckoning};

	bdl_bag_arrears(&b, &out);
	cr_expect_str_eq(bdl_buffer_string(&out),
		"row,due_on,due,paid,short_by,owed,paid_on,amount,days_late,exhibit,page,path,text,"
		"by,note\r\n"
		"due,2023-01-01,100.00,100.00,0.00,0.00,,,,,,,,,\r\n"
		"part,2023-01-01,,,,,2023-01-03,100.00,2,7,32,\"bank, 2023.csv\",'=MR C,,\r\n"
		"due,2023-02-01,100.00,40.00,60.00,60.00,,,,,,,,,\r\n"
		"part,2023-02-01,,,,,2023-01-03,40.00,-29,7,32,\"bank, 2023.csv\",'=MR C,,\r\n"
		"left over,,,,,,2023-01-03,10.00,,7,32,\"bank, 2023.csv\",'=MR C,,\r\n"
		"left over,,,,,,2023-03-01,20.00,,,,,,Ms A,\r\n"
		"not counted,,,,,,2023-02-09,-5.05,,7,31,\"bank, 2023.csv\",MR C,,the other way\r\n"
		"counted once,,,,,,2023-01-03,150.00,,7,33,\"bank, 2023.csv\",MR C,,in another "
		"statement too\r\n"
		"total,,200.00,140.00,60.00,60.00,,170.00,,,,,,,\r\n",
		"%s", bdl_buffer_string(&out));
	bdl_buffer_release(&out);
}

Test(csv_arrears, is_empty_without_a_schedule)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const struct bdl_bundle b = {.exhibit_count = 0};

	bdl_bag_arrears(&b, &out);
	cr_expect_eq(out.length, 0);
	bdl_buffer_release(&out);
}
