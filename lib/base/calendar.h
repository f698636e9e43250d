/*
 * Calendar: days of the Gregorian calendar, nothing of clocks, zones or locales.
 */
#ifndef BDL_BASE_CALENDAR_H
#define BDL_BASE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* year 1 to 9999, month 1 to 12, day 1 to 31; month or day 0: not known. All 0: no date at all. */
struct bdl_day {
	int16_t year;
	int8_t month, day;
};

#define BDL_DAY_TEXT 32 /* room for any text below */

/* A full date that exists: 29 February only in leap years, no zero fields. */
bool bdl_day_exists(struct bdl_day d);
int bdl_month_length(int year, int month);

/* <0, 0, >0; an unknown day sorts before the month's first, an unknown month before January. */
int bdl_day_compare(struct bdl_day a, struct bdl_day b);

/* Days since 1 January 1970; d must exist. And back. */
int32_t bdl_day_number(struct bdl_day d);
struct bdl_day bdl_day_from_number(int32_t number);

/* "2023-02-10", "2023-02", "2023" or "" by what is known. */
void bdl_day_iso(struct bdl_day d, char out[BDL_DAY_TEXT]);
/* "10 February 2023", "February 2023", "2023" or "" by what is known. Ordinary spaces. */
void bdl_day_long(struct bdl_day d, char out[BDL_DAY_TEXT]);
/* "10 Feb 2023", for the terminal. */
void bdl_day_short(struct bdl_day d, char out[BDL_DAY_TEXT]);
/* "Monday"; d must exist. */
const char *bdl_day_weekday(struct bdl_day d);

/* Reads exactly "YYYY-MM-DD" (a date that exists). 0 or -1. */
int bdl_day_parse_iso(const char *text, struct bdl_day *out);

/* 1 to 12 for an English month name, full or its first three letters ("sept" too), or a Welsh one, any case; 0 else. */
int bdl_month_from_name(const char *name, size_t length);

#endif
