/*
 * Sniff: what kind of file it is, from its first bytes; the extension is a hint only, where the
 * bytes leave it open. Own sniffers first, since evidence is mostly text of some kind, where
 * libmagic is slow and often wrong; libmagic for everything else.
 */
#ifndef BDL_READ_SNIFF_H
#define BDL_READ_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_SNIFF_MAX ((size_t)64 * 1024) /* how far own sniffers look */

struct bdl_sniffing {
	const unsigned char *head;
	size_t length; /* of head */
	int fd; /* to look further inside containers; -1: head is all there is */
	uint64_t size; /* of the file */
	const char *name; /* for its extension; "" if there is none */
};

struct bdl_sniffed {
	const char *format; /* short token, static */
	char media_type[96];
	char basis[96]; /* "sniffed: %PDF- at byte 0", "libmagic 5.44" */
};

/* Always an answer: the format "unknown" with libmagic's media type at worst. */
void bdl_sniff(const struct bdl_sniffing *s, struct bdl_sniffed *out);

/* The same without libmagic: false if no own sniffer knows these bytes. */
bool bdl_sniff_own(const struct bdl_sniffing *s, struct bdl_sniffed *out);

/* ---- the sniffers, for sniff.c ---- */

/* Fills *out; always returns true. media_type and what are copied. */
bool bdl_sniff_found(
	struct bdl_sniffed *out, const char *format, const char *media_type, const char *what);

/* ZIP and what is made of it; compound files (doc, xls, ppt, msg). */
bool bdl_sniff_zip(const struct bdl_sniffing *s, struct bdl_sniffed *out);
bool bdl_sniff_compound(const struct bdl_sniffing *s, struct bdl_sniffed *out);
/* ISO media (HEIC, AVIF, MP4, M4A), RIFF, Ogg, Matroska, ASF, MPEG, tar. */
bool bdl_sniff_media(const struct bdl_sniffing *s, struct bdl_sniffed *out);
bool bdl_sniff_tar(const struct bdl_sniffing *s, struct bdl_sniffed *out);
/* Archives without a fixed signature at byte 0: lha, lzma, cpio in binary, ISO 9660. */
bool bdl_sniff_archive(const struct bdl_sniffing *s, struct bdl_sniffed *out);
/* Archives behind something else, mostly a program that unpacks them. Asked last: it reads the end of the file. */
bool bdl_sniff_late_archive(const struct bdl_sniffing *s, struct bdl_sniffed *out);

/* What is text underneath. text is UTF-8 and may break off anywhere; always finds something. */
bool bdl_sniff_text(const char *text, size_t length, const char *name, struct bdl_sniffed *out);
/* Mail and mailbox; XML and HTML; bank, phone and calendar records. false: none of these. */
bool bdl_sniff_mail(const char *text, size_t length, const char *name, struct bdl_sniffed *out);
bool bdl_sniff_markup(const char *text, size_t length, struct bdl_sniffed *out);
bool bdl_sniff_chat(const char *text, size_t length, struct bdl_sniffed *out);
bool bdl_sniff_records(const char *text, size_t length, const char *name, struct bdl_sniffed *out);

#endif
