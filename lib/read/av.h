/*
 * Sound and moving pictures: how long a recording is and when it was made, from the headers of its file. Own small
 * parsers: what is asked for is little, the files are hostile, and the libraries that know more decode as well (and, as Debian builds
 * FFmpeg, bring terms that this program does not have). Every parser gets the whole file and may leave *out as it was.
 */
#ifndef BDL_READ_AV_H
#define BDL_READ_AV_H

#include "base/calendar.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bdl_recording {
	int64_t milliseconds; /* -1: not known */
	struct bdl_day day;   /* on which it says it was made, by the UK clock; all 0: does not say */
	char written[40];     /* that day as the file has it */
};

/* Each for a family of files; the bytes are of that family, but may break off or lie. */
void bdl_av_iso(const unsigned char *bytes, size_t length, struct bdl_recording *out);      /* MP4, M4A, 3GP, MOV */
void bdl_av_riff(const unsigned char *bytes, size_t length, struct bdl_recording *out);     /* WAV, AVI */
void bdl_av_aiff(const unsigned char *bytes, size_t length, struct bdl_recording *out);
void bdl_av_matroska(const unsigned char *bytes, size_t length, struct bdl_recording *out); /* WebM too */
void bdl_av_asf(const unsigned char *bytes, size_t length, struct bdl_recording *out);      /* WMA, WMV */
void bdl_av_mpeg(const unsigned char *bytes, size_t length, struct bdl_recording *out);     /* MP3 and its tags */
void bdl_av_adts(const unsigned char *bytes, size_t length, struct bdl_recording *out);     /* AAC */
void bdl_av_amr(const unsigned char *bytes, size_t length, struct bdl_recording *out);
void bdl_av_ogg(const unsigned char *bytes, size_t length, struct bdl_recording *out);      /* Opus, Vorbis, Speex */
void bdl_av_flac(const unsigned char *bytes, size_t length, struct bdl_recording *out);

/* For the parsers: notes an instant, or text that begins with a day ("2023-02-21..."), unless a day is known already. */
void bdl_av_made_at(struct bdl_recording *out, int64_t epoch);
void bdl_av_made_on(struct bdl_recording *out, const unsigned char *text, size_t length);
/* units of which `rate` make a second; nothing if the rate is 0 or the length beyond belief. */
void bdl_av_lasts(struct bdl_recording *out, uint64_t units, uint64_t rate);

#endif
