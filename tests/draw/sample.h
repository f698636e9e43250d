/*
 * Sample: a bundle in memory for the tests of the draw room: documents of one case in a few
 * sections, or as many as are asked for. Paginated by a copy of the rule that the paginate pass
 * follows: cover, index, chronology, then each section's sheet and its exhibits.
 */
#ifndef BDL_TESTS_DRAW_SAMPLE_H
#define BDL_TESTS_DRAW_SAMPLE_H

#include "draw/canvas.h"
#include "draw/draw.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sample {
	struct bdl_bundle b;
	struct bdl_exhibit *exhibits;
	struct bdl_section *sections;
	struct bdl_entry *events;
	size_t *order;
	char **strings;
	size_t string_count;
};

static inline const char *sample_keep(struct sample *s, const char *text)
{
	s->strings = realloc(s->strings, (s->string_count + 1) * sizeof *s->strings);
	s->strings[s->string_count] = malloc(strlen(text) + 1);
	strcpy(s->strings[s->string_count], text);
	return s->strings[s->string_count++];
}

static inline void sample_init(
	struct sample *s, const char *title, size_t exhibits, size_t sections)
{
	memset(s, 0, sizeof *s);
	bdl_bundle_init(&s->b);
	s->exhibits = calloc(exhibits + 1, sizeof *s->exhibits);
	s->sections = calloc(sections + 1, sizeof *s->sections);
	s->events = calloc(exhibits + 1, sizeof *s->events);
	s->order = calloc(exhibits + 1, sizeof *s->order);
	s->b.name = "Ms A and CMS Bundle 2023-05-22";
	s->b.about.title = title;
	s->b.made_on = (struct bdl_day){2023, 5, 22};
	s->b.exhibits = s->exhibits;
	s->b.sections = s->sections;
	s->b.entries = s->events;
	s->b.order = s->order;
}

static inline void sample_release(struct sample *s)
{
	for (size_t i = 0; i < s->string_count; i++)
		free(s->strings[i]);
	free(s->strings);
	free(s->exhibits);
	free(s->sections);
	free(s->events);
	free(s->order);
	bdl_bundle_release(&s->b);
}

static inline void sample_section(struct sample *s, const char *letter, const char *title)
{
	s->sections[s->b.section_count++] = (struct bdl_section){
		.letter = letter, .id = "x", .title = title, .first = s->b.order_count};
}

static inline struct bdl_date sample_date(int year, int month, int day)
{
	return (struct bdl_date){.day = {(int16_t)year, (int8_t)month, (int8_t)day},
		.precision = year ? BDL_TO_DAY : BDL_UNDATED,
		.source = year ? BDL_FROM_TEXT : BDL_FROM_NOWHERE,
		.raw = year ? "as written" : NULL};
}

static inline struct bdl_exhibit *sample_add(
	struct sample *s, const char *title, struct bdl_date date, unsigned pages)
{
	size_t row = s->b.exhibit_count++;
	struct bdl_exhibit *x = &s->exhibits[row];
	char path[64];

	snprintf(path, sizeof path, "letters/file%04zu.pdf", row);
	*x = (struct bdl_exhibit){.path = sample_keep(s, path),
		.size = 2147328,
		.duplicate_of = BDL_NONE,
		.format = "pdf",
		.media_type = "application/pdf",
		.shown = true,
		.pages = pages,
		.kind = "letter",
		.basis = "test",
		.title = title,
		.date = date};
	x->name = x->path;
	snprintf(path, sizeof path, "data/letters/file%04zu.pdf", row);
	x->archive_path = sample_keep(s, path);
	for (size_t i = 0; i < BDL_SHA256_SIZE; i++)
		x->sha256[i] = (uint8_t)(row * 31 + i * 7);
	x->section = s->b.section_count - 1;
	s->sections[x->section].count++;
	s->order[s->b.order_count++] = row;
	x->number = (unsigned)s->b.order_count;
	return x;
}

/* A file with the same bytes as the newest exhibit. */
static inline void sample_copy(struct sample *s, const char *path)
{
	size_t first = s->b.exhibit_count - 1, row = s->b.exhibit_count++;

	while (s->exhibits[first].duplicate_of != BDL_NONE)
		first = s->exhibits[first].duplicate_of;
	s->exhibits[row] = s->exhibits[first];
	s->exhibits[row].path = s->exhibits[row].name = path;
	s->exhibits[row].duplicate_of = first;
	s->exhibits[row].number = s->exhibits[row].pages = 0;
	s->exhibits[row].section = BDL_NONE;
}

static inline void sample_event(
	struct sample *s, struct bdl_date date, const char *text, size_t exhibit, unsigned page)
{
	s->events[s->b.entry_count++] =
		(struct bdl_entry){.date = date, .text = text, .exhibit = exhibit, .page = page};
}

static inline void sample_paginate(struct sample *s, const struct bdl_front *front)
{
	unsigned next = bdl_front_page(front, BDL_FRONT_PARTS);

	for (size_t i = 0; i < s->b.section_count; i++) {
		struct bdl_section *section = &s->sections[i];
		section->page = next;
		next += section->sheets ? section->sheets : 1;
		for (size_t at = section->first; at < section->first + section->count; at++) {
			s->exhibits[s->order[at]].first_page = next;
			next += s->exhibits[s->order[at]].pages;
		}
	}
	s->b.front = *front;
	s->b.pages = next - 1;
	s->b.stage = BDL_STAGE_PAGINATED;
}

/* Measures, paginates and draws. 0 or -1. */
static inline int sample_draw(struct sample *s, struct bdl_drawn *d, struct bdl_error *err)
{
	struct bdl_front front;

	s->b.stage = BDL_STAGE_CHRONICLED;
	if (bdl_draw_measure(&s->b, &front, err) < 0)
		return -1;
	sample_paginate(s, &front);
	return bdl_draw(&s->b, d, err);
}

/* The case of look/LOOK.md, in short: every kind of row that the index and the chronology have. */
static inline void sample_case(struct sample *s)
{
	static struct bdl_excluded left_out[] = {{"IMG_0412.jpg", "IMG_0412.jpg", "symbolic link", false},
		{"IMG_0413.jpg", "IMG_0413.jpg", "symbolic link", false}};
	struct bdl_exhibit *x;

	sample_init(s, "Ms A and the Child Maintenance Service", 64, 8);
	s->b.about.summary = "Unpaid child maintenance: what was due, what was asked, and what was "
			     "done. June 2019 to "
			     "May 2023.";
	s->b.about.recipient = "The Independent Case Examiner";
	s->b.about.from = "Mr R, for his daughter Ms A";
	s->b.about.about = "Child Maintenance Service (CMS)";
	s->b.about.reference = "121212121212";
	s->b.about.national_insurance = "QQ123456C";
	s->b.about.version = "1";
	s->b.excluded = left_out;
	s->b.excluded_count = 2;
	for (size_t i = 0; i < BDL_SHA256_SIZE; i++)
		s->b.fingerprint[i] = (uint8_t)(i * 37 + 11);

	sample_section(s, "A", "Decisions, schedules and final response");
	sample_add(s, "Calculation decision: maintenance for three children",
		sample_date(2019, 7, 5), 6);
	sample_add(s, "Annual review decision", sample_date(2020, 7, 13), 6);
	sample_add(s, "Annual review decision", sample_date(2021, 7, 12), 6);
	sample_add(s,
		"Liability order for £12,391.53: maintenance unpaid from 22\u00A0June\u00A02019 to "
		"21\u00A0October\u00A02021",
		sample_date(2021, 12, 14), 2);
	sample_add(s,
		"Payment schedule: £500.00 a month from 1\u00A0April\u00A02022, £127.94 of it for "
		"arrears",
		sample_date(2022, 3, 18), 3);
	sample_add(s, "Final response to the complaint", sample_date(2023, 3, 3), 4);

	sample_section(s, "B", "Letters from the CMS");
	sample_add(s, "Letter: case opened", sample_date(2019, 6, 24), 2);
	sample_add(s, "Answer to the complaint of 9 December 2019", sample_date(2020, 7, 10), 2);
	sample_copy(s, "letters/scan0007.pdf");
	sample_add(s, "Letter: no further enforcement while payments are made",
		sample_date(2022, 3, 25), 2);
	x = sample_add(
		s, "Response to the complaint of 16 January 2023", sample_date(2023, 2, 10), 2);
	x->reason = BDL_REASON_TRUNCATED;
	sample_copy(s, "Downloads/CMS letter (1).pdf");
	sample_copy(s, "Downloads/CMS letter (2).pdf");
	sample_add(s, "Compliments slip, with a page of contact notes", sample_date(0, 0, 0), 1);

	sample_section(s, "C", "The MP and the DWP");
	x = sample_add(s, "Letter from Mr R to his MP", sample_date(2023, 4, 20), 2);
	x->date.source = BDL_FROM_FILE_NAME;
	x = sample_add(s, "Note from Aunt Żaneta, translated", sample_date(2023, 4, 3), 1);
	x->date.ambiguous = true;
	x->date.raw = "3/4/2023";
	sample_add(s, "Reply from the DWP to the MP", sample_date(2023, 5, 4), 2);

	sample_section(s, "D", "Payments and bank");
	x = sample_add(s, "Bank statements, current account", sample_date(2022, 12, 1), 12);
	x->date.until = (struct bdl_day){2023, 2, 1};
	x = sample_add(
		s, "Arrears figure in the online account (screenshot)", sample_date(2023, 1, 6), 1);
	x->date.source = BDL_FROM_EXIF;

	sample_section(s, "E", "Calls and messages");
	x = sample_add(s, "Voicemail from the CMS", sample_date(2023, 2, 21), 1);
	x->date.source = BDL_FROM_FILE_NAME;
	x->shown = false;
	x->reason = BDL_REASON_SOUND;
	x->detail = "2\u00A0minutes 14\u00A0seconds";
	x->format = "audio";
	x->media_type = "audio/mpeg";
	x->archive_path = "data/calls/voicemail 2023-02-21.mp3";
	x = sample_add(s, "Messages between Ms A and Mr C", sample_date(2019, 7, 12), 14);
	x->date.until = (struct bdl_day){2021, 5, 24};
	x->date.source = BDL_FROM_AUTHOR;

	sample_event(s, sample_date(2019, 6, 22), "Maintenance is due from this date.", 3, 1);
	sample_event(s, sample_date(2019, 6, 24), "The CMS opens Ms A’s case.", 6, 1);
	sample_event(s, sample_date(2019, 7, 5),
		"The CMS decides that Mr C must pay £561.47 a month for three children.", 0, 1);
	sample_event(s, s->exhibits[s->b.exhibit_count - 1].date,
		"14 messages between Ms A and Mr C.", s->b.exhibit_count - 1, 1);
	sample_event(s, sample_date(2020, 7, 10),
		"The CMS answers: it will “keep the payments under review”.", 7, 2);
	sample_event(s, sample_date(2023, 3, 3), "Final response of the CMS.", 5, 1);
	x = &s->exhibits[s->order[11]];
	sample_event(s, x->date, "Mr R writes to his MP.", s->order[11], 1);
	sample_event(s, sample_date(2023, 5, 15),
		"Ms A’s landlord agrees to wait until 30\u00A0June\u00A02023.", BDL_NONE, 0);
}

/* `count` documents in ten sections, of which every 50th could not be shown, each with an event. */
static inline void sample_many(struct sample *s, size_t count)
{
	static const char *const letters[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J"};
	size_t sections = count < 10 ? 1 : 10;

	sample_init(s, "Many documents", count, sections);
	for (size_t i = 0; i < count; i++) {
		struct bdl_exhibit *x;
		char title[128];
		if (s->b.section_count <= i * sections / count)
			sample_section(
				s, letters[s->b.section_count], "A section of many documents");
		snprintf(title, sizeof title, "Letter %zu from the CMS%s", i + 1,
			i % 3 ? ""
			      : ", about the payments that were due and were not made that year");
		x = sample_add(s, sample_keep(s, title),
			sample_date(
				2000 + (int)(i * 20 / count), 1 + (int)(i % 12), 1 + (int)(i % 28)),
			(unsigned)(1 + i % 3));
		if (i % 50 == 49) {
			x->shown = false;
			x->reason = BDL_REASON_LOCKED;
			x->pages = 1;
		}
		sample_event(s, x->date, x->title, i, 1);
	}
}

#endif
