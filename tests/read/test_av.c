/* Recordings: heads made here, of which the length and the day are known. */
#include "read/av.h"

#include "reading_fixture.h"

#define B(s) (const unsigned char *)(s), sizeof(s) - 1
#define Z4 "\0\0\0\0"
#define Z16 Z4 Z4 Z4 Z4

typedef void parser(const unsigned char *bytes, size_t length, struct bdl_recording *out);

struct recording {
	const char *what;
	parser *parse;
	const unsigned char *bytes;
	size_t length;
	long milliseconds;
	const char *day;
};

/* clang-format off */
static const struct recording recordings[] = {
	/* 30 June 2023 23:30 UTC is half past midnight in London */
	{ "MP4", bdl_av_iso, B("\0\0\0\x10" "ftypisom\0\0\2\0" "\0\0\0\x24moov" "\0\0\0\x1Cmvhd" Z4 "\xE0\xC5\x15\xF8" Z4 "\0\0\3\xE8" "\0\2\x0C\x9C"), 134300, "2023-07-01" },
	{ "MP4, wide", bdl_av_iso, B("\0\0\0\x10" "ftypisom\0\0\2\0" "\0\0\0\x30moov" "\0\0\0\x28mvhd" "\1\0\0\0" Z4 Z4 Z4 Z4 "\0\0\0\x0A" Z4 "\0\0\0\x1E"), 3000, "" },
	{ "MP4, behind its data", bdl_av_iso, B("\0\0\0\x08" "ftyp" "\0\0\0\1mdat\0\0\0\0\0\0\0\x14" "...." "\0\0\0\x24moov" "\0\0\0\x1Cmvhd" Z4 Z4 Z4 "\0\0\0\1" "\0\0\0\5"), 5000, "" },
	{ "MP4, no length", bdl_av_iso, B("\0\0\0\x08" "ftyp" "\0\0\0\x24moov" "\0\0\0\x1Cmvhd" Z4 Z4 Z4 "\0\0\0\1" "\xFF\xFF\xFF\xFF"), -1, "" },
	{ "WAV", bdl_av_riff, B("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x08\0\0\0\x04\0\0\0\2\0\x10\0" "LIST\x16\0\0\0INFOICRD\x0A\0\0\0" "2023-02-21" "data\x0A\0\0\0" "0123456789"), 2500, "2023-02-21" },
	{ "WAV, cut off", bdl_av_riff, B("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x08\0\0\0\x04\0\0\0\2\0\x10\0" "data\0\0\0\0" "01234567"), 2000, "" },
	{ "AVI", bdl_av_riff, B("RIFF\0\0\0\0AVI LIST\x44\0\0\0hdrlavih\x38\0\0\0\xA0\x86\1\0" Z4 Z4 Z4 "\x94\1\0\0" Z16 Z16 Z4), 40400, "" },
	{ "AIFF", bdl_av_aiff, B("FORM\0\0\0\0AIFFCOMM\0\0\0\x12\0\1\0\0\x56\x22\0\x10\x40\x0E\xAC\x44\0\0\0\0\0\0"), 500, "" },
	{ "Matroska", bdl_av_matroska, B("\x1A\x45\xDF\xA3\x80\x18\x53\x80\x67\xFF\x15\x49\xA9\x66\x92\x44\x89\x84\x45\x1C\x40\0\x44\x61\x88\x09\xD9\xEE\x74\x67\x0B\xB0\x00"), 2500, "2023-07-01" },
	{ "AMR", bdl_av_amr, B("#!AMR\n\x7C\x7C\x7C"), 60, "" },
	{ "FLAC", bdl_av_flac, B("fLaC\0\0\0\x22\x10\0\x10\0\0\0\0\0\0\0\x0A\xC4\x40\xF0\0\1\x58\x88"), 2000, "" },
	{ "Opus", bdl_av_ogg, B("OggS\0\2\0\0\0\0\0\0\0\0" "ser1" Z4 Z4 "\1\x13OpusHead\1\1\x38\1\x80\xBB\0\0\0\0\0" "OggS\0\4\x38\x78\1\0\0\0\0\0" "ser1" Z4 Z4 "\0"), 2000, "" },
	{ "ID3 alone", bdl_av_mpeg, B("ID3\4\0\0\0\0\0\x15TDRC\0\0\0\x0B\0\0\3" "2023-02-21"), -1, "2023-02-21" },
	{ "nothing", bdl_av_iso, B(""), -1, "" },
};

/* clang-format on */

static void expect_recording(const struct recording *r)
{
	/* a copy of just this size, so that a read behind it is seen */
	unsigned char *copy = malloc(r->length ? r->length : 1);
	struct bdl_recording found = {.milliseconds = -1};

	cr_assert_not_null(copy);
	memcpy(copy, r->bytes, r->length);
	r->parse(copy, r->length, &found);
	cr_expect_eq(
		found.milliseconds, r->milliseconds, "%s: %ld", r->what, (long)found.milliseconds);
	cr_expect_str_eq(found.written, r->day, "%s: %s", r->what, found.written);
	free(copy);
}

Test(av, length_and_day_are_read_from_the_head)
{
	for (size_t i = 0; i < sizeof(recordings) / sizeof(*recordings); i++)
		expect_recording(&recordings[i]);
}

Test(av, heads_may_break_off_anywhere)
{
	for (size_t i = 0; i < sizeof(recordings) / sizeof(*recordings); i++)
		for (size_t n = 0; n < recordings[i].length; n++) {
			struct bdl_recording found = {.milliseconds = -1};
			unsigned char *copy = malloc(n ? n : 1);

			cr_assert_not_null(copy);
			memcpy(copy, recordings[i].bytes, n);
			recordings[i].parse(copy, n, &found);
			free(copy);
		}
}

/* Frames of silence: 32 kbit/s, 16 kHz, MPEG 2, 144 bytes and 36 ms each. */
static void add_frames(struct bdl_buffer *b, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		bdl_buffer_add(b, "\xFF\xF3\x48\xC4", 4);
		for (int k = 4; k < 144; k++)
			bdl_buffer_byte(b, '\0');
	}
}

Test(av, the_frames_of_an_mp3_are_counted)
{
	struct bdl_recording found = {.milliseconds = -1};
	struct bdl_buffer b = BDL_BUFFER_INIT;

	add_frames(&b, 50);
	bdl_buffer_text(&b, "lost bytes");
	add_frames(&b, 50);
	bdl_av_mpeg((const unsigned char *)b.data, b.length, &found);
	cr_expect_eq(found.milliseconds, 3600, "%ld", (long)found.milliseconds);
	/* "Xing" in the first frame says it without counting */
	memcpy(b.data + 4 + 9, "Xing\0\0\0\1\0\0\3\xE8", 12);
	bdl_av_mpeg((const unsigned char *)b.data, b.length, &found);
	cr_expect_eq(found.milliseconds, 36000, "%ld", (long)found.milliseconds);
	bdl_buffer_release(&b);
}

static void expect_sheet(
	const struct recording *r, const char *name, enum bdl_reason reason, const char *detail)
{
	struct made m;

	read_evidence(&m, r->bytes, r->length, name);
	cr_expect_not(m.facts.shown);
	cr_expect_eq(m.facts.reason, reason);
	cr_expect_str_eq(m.facts.detail ? m.facts.detail : "", detail);
	cr_expect_eq(m.facts.date_count, r->day[0] ? 1u : 0u);
	if (m.facts.date_count)
		cr_expect_eq(m.facts.dates[0].source, BDL_FROM_METADATA);
	unmake(&m);
}

Test(av, the_sheet_says_the_length_in_words)
{
	static const struct recording hours = {"", NULL,
		B("\0\0\0\x10"
		  "ftypM4A \0\0\2\0"
		  "\0\0\0\x24moov"
		  "\0\0\0\x1Cmvhd" Z4 Z4 Z4 "\0\0\0\1"
		  "\0\0\x1C\x5C"),
		0, ""};

	expect_sheet(&recordings[0], "a.mp4", BDL_REASON_VIDEO, "2 minutes 14 seconds");
	expect_sheet(&recordings[3], "a.mp4", BDL_REASON_VIDEO, "");
	expect_sheet(&recordings[4], "a.wav", BDL_REASON_SOUND, "3 seconds");
	expect_sheet(&recordings[9], "a.amr", BDL_REASON_SOUND, "less than a second");
	expect_sheet(&hours, "a.m4a", BDL_REASON_SOUND, "2 hours 1 minute");
}
