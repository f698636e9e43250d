/* Read: what it is, and who reads it. One table; what no row of it can show gets a sheet with the
 * reason. */
#include "read/read.h"

#include "read/bank.h"
#include "read/opaque.h"
#include "read/reading.h"
#include "read/sniff.h"
#include "read/whole.h"
#include <string.h>

static const struct {
	const char *format;
	int (*read)(struct bdl_reading *r, struct bdl_error *err);
} readers[] = {
	{"pdf", bdl_read_pdf},
	{"jpeg", bdl_read_image},
	{"png", bdl_read_image},
	{"heic", bdl_read_image},
	{"avif", bdl_read_image},
	{"tiff", bdl_read_image},
	{"webp", bdl_read_image},
	{"gif", bdl_read_image},
	{"bmp", bdl_read_image},
	{"text", bdl_read_text},
	{"csv", bdl_read_csv},
	{"sms-xml", bdl_read_backup},
	{"calls-xml", bdl_read_backup},
	{"whatsapp", bdl_read_whatsapp},
	{"chat", bdl_read_chat_json},
	{"ofx", bdl_read_ofx},
	{"qif", bdl_read_qif},
	{"mt940", bdl_read_mt940},
	{"camt", bdl_read_camt},
	{"zip", bdl_read_archive},
	{"tar", bdl_read_archive},
	{"gzip", bdl_read_archive},
	{"7z", bdl_read_archive},
	{"rar", bdl_read_archive},
	{"bzip2", bdl_read_archive},
	{"xz", bdl_read_archive},
	{"lzma", bdl_read_archive},
	{"zstd", bdl_read_archive},
	{"compress", bdl_read_archive},
	{"lzip", bdl_read_archive},
	{"lz4", bdl_read_archive},
	{"cab", bdl_read_archive},
	{"ar", bdl_read_archive},
	{"cpio", bdl_read_archive},
	{"iso", bdl_read_archive},
	{"lha", bdl_read_archive},
	{"rpm", bdl_read_archive},
	{"xar", bdl_read_archive},
	{"warc", bdl_read_archive},
	{"audio", bdl_read_av},
	{"video", bdl_read_av},
	{"rfc822", bdl_read_mail},
	{"mbox", bdl_read_mailbox},
	{"msg", bdl_read_outlook},
	{"tnef", bdl_read_tnef},
	{"docx", bdl_read_office},
	{"doc", bdl_read_office},
	{"odt", bdl_read_office},
	{"rtf", bdl_read_office},
	{"xlsx", bdl_read_office},
	{"xls", bdl_read_office},
	{"ods", bdl_read_office},
	{"pptx", bdl_read_office},
	{"ppt", bdl_read_office},
	{"odp", bdl_read_office},
	{"html", bdl_read_office},
	{NULL, bdl_read_opaque},
};

static int identify(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_sniffing s = {.head = r->head,
		.length = r->head_length,
		.fd = r->input,
		.size = r->size,
		.name = r->name ? r->name : ""};
	struct bdl_sniffed found;

	bdl_sniff(&s, &found);
	r->facts->format = bdl_reading_line(r, found.format, strlen(found.format), BDL_TITLE_MAX);
	r->facts->media_type =
		bdl_reading_line(r, found.media_type, strlen(found.media_type), BDL_TITLE_MAX);
	r->facts->format_basis =
		bdl_reading_line(r, found.basis, strlen(found.basis), BDL_TITLE_MAX);
	r->facts->text = "";
	r->facts->ocr = r->ocr;
	if (!r->facts->format || !r->facts->media_type || !r->facts->format_basis)
		return bdl_fail_memory(err);
	return 0;
}

int bdl_read(struct bdl_reading *r, struct bdl_error *err)
{
	size_t i = 0;

	if (r->size == 0) {
		r->facts->format = "unknown";
		r->facts->media_type = "application/x-empty";
		r->facts->format_basis = "0 bytes";
		r->facts->text = "";
		r->facts->ocr = r->ocr;
		return bdl_not_shown(r, BDL_REASON_EMPTY, NULL);
	}
	if (identify(r, err) < 0)
		return -1;
	while (readers[i].format && strcmp(readers[i].format, r->facts->format) != 0)
		i++;
	if (readers[i].read(r, err) < 0)
		return -1;
	return r->hide ? bdl_read_whole(r, err) : 0;
}
