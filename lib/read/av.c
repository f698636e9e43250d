/* Sound and moving pictures get a sheet, not pages: their length in words, and the day if they say
 * it. */
#include "read/av.h"

#include "base/text.h"
#include "base/uktime.h"
#include "read/reading.h"
#include "read/sniff_inside.h"

#include <stdio.h>
#include <string.h>

#define LONGEST ((uint64_t)1000 * 3600) /* seconds: a longer recording is a broken header */

void bdl_av_lasts(struct bdl_recording *out, uint64_t units, uint64_t rate)
{
	if (rate == 0 || units / rate > LONGEST)
		return;
	out->milliseconds = (int64_t)(units / rate * 1000 + units % rate * 1000 / rate);
}

void bdl_av_made_at(struct bdl_recording *out, int64_t epoch)
{
	struct bdl_uk_time t;

	/* clocks that were never set begin at some round day: nothing before 1990, nothing after
	 * 2099 */
	if (out->day.year || epoch < 631152000 || epoch >= (int64_t)4102444800 ||
		!bdl_uk_time(epoch, &t))
		return;
	out->day = t.day;
	bdl_day_iso(t.day, out->written);
}

void bdl_av_made_on(struct bdl_recording *out, const unsigned char *text, size_t length)
{
	char iso[11];

	if (out->day.year || length < 10)
		return;
	memcpy(iso, text, 10);
	iso[10] = '\0';
	/* sound recorders write 2023:02:21 as well */
	if (iso[4] == ':' && iso[7] == ':')
		iso[4] = iso[7] = '-';
	if (bdl_day_parse_iso(iso, &out->day) < 0 || out->day.year < 1990 || out->day.year > 2099)
		out->day = (struct bdl_day){0};
	else
		memcpy(out->written, iso, sizeof(iso));
}

typedef void parser(const unsigned char *bytes, size_t length, struct bdl_recording *out);

/* clang-format off */
static const struct family {
	const char *mark;
	size_t length, at;
	parser *parse;
} families[] = {
	{ "ftyp", 4, 4,                       bdl_av_iso },
	{ "RIFF", 4, 0,                       bdl_av_riff },
	{ "FORM", 4, 0,                       bdl_av_aiff },
	{ "\x1A\x45\xDF\xA3", 4, 0,           bdl_av_matroska },
	{ "\x30\x26\xB2\x75", 4, 0,           bdl_av_asf },
	{ "ID3", 3, 0,                        bdl_av_mpeg },
	{ "#!AMR", 5, 0,                      bdl_av_amr },
	{ "OggS", 4, 0,                       bdl_av_ogg },
	{ "fLaC", 4, 0,                       bdl_av_flac },
};

/* clang-format on */

static void parse(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++) {
		const struct family *f = &families[i];

		if (length >= f->at + f->length && memcmp(bytes + f->at, f->mark, f->length) == 0) {
			f->parse(bytes, length, out);
			return;
		}
	}
	if (length < 2 || bytes[0] != 0xFF)
		return;
	if ((bytes[1] & 0xF6) == 0xF0)
		bdl_av_adts(bytes, length, out);
	else
		bdl_av_mpeg(bytes, length, out);
}

static void add_unit(struct bdl_buffer *out, uint64_t n, const char *unit)
{
	if (n > 0)
		bdl_buffer_printf(out, "%s%u %s%s", out->length > 0 ? " " : "", (unsigned)n, unit,
			n == 1 ? "" : "s");
}

/* "1 hour 2 minutes 14 seconds"; NULL if the length is not known or memory ran out. */
static const char *length_words(struct bdl_reading *r, int64_t milliseconds)
{
	struct bdl_buffer words = BDL_BUFFER_INIT;
	uint64_t seconds = ((uint64_t)milliseconds + 500) / 1000;
	const char *copy;

	if (milliseconds < 0)
		return NULL;
	if (seconds == 0)
		return "less than a second";
	add_unit(&words, seconds / 3600, "hour");
	add_unit(&words, seconds / 60 % 60, "minute");
	add_unit(&words, seconds % 60, "second");
	copy = words.failed ? NULL : bdl_arena_printf(r->arena, "%s", bdl_buffer_string(&words));
	bdl_buffer_release(&words);
	return copy;
}

int bdl_read_av(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_recording recording = {.milliseconds = -1};
	struct bdl_mapping file;
	enum bdl_reason reason =
		strcmp(r->facts->format, "audio") == 0 ? BDL_REASON_SOUND : BDL_REASON_VIDEO;

	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	parse(file.bytes, file.length, &recording);
	bdl_reading_unmap(&file);
	if (recording.day.year && bdl_reading_candidate(r,
					  &(struct bdl_candidate){.day = recording.day,
						  .precision = BDL_TO_DAY,
						  .source = BDL_FROM_METADATA,
						  .label = BDL_LABEL_NONE,
						  .raw = recording.written},
					  strlen(recording.written), err) < 0)
		return -1;
	return bdl_not_shown(r, reason, length_words(r, recording.milliseconds));
}
