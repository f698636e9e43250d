/* Kinds of files in plain words, for the sheet of a file that could not be shown. */
#include "base/text.h"
#include "draw/words.h"
#include <string.h>

/* clang-format off */
static const struct { const char *format, *words; } formats[] = {
	{ "pdf", "PDF document" },          { "jpeg", "picture, JPEG" },
	{ "png", "picture, PNG" },          { "heic", "picture, HEIC" },
	{ "tiff", "picture, TIFF" },        { "webp", "picture, WebP" },
	{ "gif", "picture, GIF" },          { "bmp", "picture, BMP" },
	{ "text", "text" },                 { "csv", "table, CSV" },
	{ "html", "web page" },             { "rtf", "text document, RTF" },
	{ "doc", "Word document" },         { "docx", "Word document" },
	{ "odt", "OpenDocument text" },     { "xls", "Excel spreadsheet" },
	{ "xlsx", "Excel spreadsheet" },    { "ods", "OpenDocument spreadsheet" },
	{ "ppt", "PowerPoint slides" },     { "pptx", "PowerPoint slides" },
	{ "odp", "OpenDocument slides" },   { "rfc822", "e-mail" },
	{ "mbox", "mailbox of e-mails" },   { "msg", "Outlook message" },
	{ "tnef", "Outlook attachment" },   { "vcard", "contact card" },
	{ "ics", "calendar" },              { "ofx", "bank data, OFX" },
	{ "qif", "bank data, QIF" },        { "mt940", "bank data, MT940" },
	{ "camt", "bank data, CAMT" },      { "sms-xml", "saved text messages" },
	{ "calls-xml", "saved call log" },  { "whatsapp", "WhatsApp chat" },
	{ "chat", "saved chat" },
	{ "zip", "archive, ZIP" },          { "tar", "archive, tar" },
	{ "7z", "archive, 7-Zip" },         { "gzip", "compressed file, gzip" },
};

static const struct { const char *type, *words; } sounds[] = {
	{ "audio/mpeg", "MP3" },   { "audio/mp4", "M4A" },       { "audio/x-m4a", "M4A" },
	{ "audio/x-wav", "WAV" },  { "audio/wav", "WAV" },       { "audio/ogg", "Ogg" },
	{ "audio/flac", "FLAC" },  { "audio/aac", "AAC" },       { "audio/amr", "AMR" },
	{ "video/mp4", "MP4" },    { "video/quicktime", "QuickTime" }, { "video/3gpp", "3GP" },
	{ "video/webm", "WebM" },  { "video/x-msvideo", "AVI" }, { "video/x-matroska", "Matroska" },
};

/* clang-format on */

static const char *find_format(const char *format)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (strcmp(formats[i].format, format) == 0)
			return formats[i].words;
	}
	return NULL;
}

static const char *find_sound(const char *type)
{
	for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++) {
		if (strcmp(sounds[i].type, type) == 0)
			return sounds[i].words;
	}
	return type;
}

const char *bdl_words_kind(struct bdl_draft *d, const struct bdl_exhibit *x)
{
	const char *words = x->format ? find_format(x->format) : NULL;
	const char *type = x->media_type && *x->media_type ? x->media_type : NULL;
	bool sound = x->format && strcmp(x->format, "audio") == 0;
	bool video = x->format && strcmp(x->format, "video") == 0;

	if (words)
		return words;
	if ((sound || video) && !type)
		return sound ? "sound" : "video";
	if (sound || video)
		return bdl_draft_printf(d, "%s, %s", sound ? "sound" : "video", find_sound(type));
	if (!type)
		return "not known";
	return bdl_draft_printf(d, "not known (%s)", type);
}
