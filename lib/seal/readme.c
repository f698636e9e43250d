/*
 * README.txt: for a reader, perhaps years from now, who has never heard of this program. Plain
 * words, no claim that a list of hashes cannot keep.
 */
#include "seal/bag.h"

#include "base/text.h"
#include <stdio.h>
#include <string.h>

static const char the_bundle[] =
	"  bundle.pdf              The bundle: cover, index, chronology, and every\n"
	"                          document, with one run of page numbers.\n";

static const char the_arrears[] =
	"  arrears.csv             What was due and what was paid, as the person\n"
	"                          who made the bundle reckons it (UTF-8).\n";

static const char what_is_here[] =
	"  data/                   The original files, byte for byte as they were\n"
	"                          received. Look here when a page is in doubt.\n"
	"  index.csv               The index as a table (UTF-8).\n"
	"  chronology.csv          The chronology as a table (UTF-8).\n"
	"  delays.csv              Who waited how long for an answer (UTF-8).\n"
	"  bundle.json             All that is known of each file: its exact name,\n"
	"                          its date and where that came from, its pages.\n"
	"  manifest-sha256.txt     The SHA-256 of every original file.\n"
	"  tagmanifest-sha256.txt  The SHA-256 of every other file, the list of\n"
	"                          the originals included.\n"
	"  bagit.txt               This folder is a BagIt bag (RFC 8493), a form\n"
	"  bag-info.txt            that libraries and archives know.\n"
	"\n"
	"A few names cannot be kept the same on every computer. Such a file\n"
	"lies in data/ under a name with signs like =25 or ~2 in it;\n"
	"bundle.json gives its own name.\n"
	"\n";

static const char core_words[] = "core.pdf is the core bundle: some of these documents, with page\n"
				 "numbers of its own. Each page names its page in bundle.pdf.\n"
				 "\n";

/* The second and third way. */
static const char without_the_program[] =
	"2. On Linux or a Mac, in this folder, with nothing but what is there:\n"
	"\n"
	"     sha256sum -c manifest-sha256.txt\n"
	"     sha256sum -c tagmanifest-sha256.txt\n"
	"\n"
	"   On a Mac write \"shasum -a 256 -c\" in place of \"sha256sum -c\".\n"
	"   Every line must end in OK. Neither command notices a file that was\n"
	"   added: compare the folder with the list.\n"
	"\n"
	"3. On Windows, in PowerShell, in this folder:\n"
	"\n"
	"     Get-Content -Encoding UTF8 manifest-sha256.txt | ForEach-Object {\n"
	"       $hash, $file = $_ -split '  ', 2\n"
	"       if ((Get-FileHash -LiteralPath $file).Hash -ne $hash) {\n"
	"         \"DIFFERS: $file\" } }\n"
	"\n"
	"   No line with DIFFERS, and no error, means no difference. Then the\n"
	"   same with tagmanifest-sha256.txt. One file alone:\n"
	"\n"
	"";

static const char what_it_proves[] =
	"WHAT THIS PROVES, AND WHAT NOT\n"
	"\n"
	"These lists prove that the folder agrees with itself: that no file\n"
	"was damaged, lost or altered since the lists were made by somebody\n"
	"who did not also make new lists. They do not prove who wrote a\n"
	"document, when, or that what it says is true.\n"
	"\n"
	"The seal of this bundle is the SHA-256 of tagmanifest-sha256.txt. It\n"
	"cannot stand in this folder. If it was quoted elsewhere, in a\n"
	"letter for example, then compare: it must be what this prints\n"
	"\n"
	"     sha256sum tagmanifest-sha256.txt\n"
	"\n"
	"and if it is, then every file here is as it was on the day when the\n"
	"letter was written.\n";

static const char hidden_words[] =
	"Something that its readers have no need of is hidden in the PDF:\n"
	"redactions.csv says where, what kind of thing it is and how often.\n"
	"It stands in none of the PDF's words, pictures or data.\n";

static const char originals_are_whole[] =
	"The originals in data/ are whole. Do not send this archive to\n"
	"somebody from whom that was hidden.\n"
	"\n";

static const char withheld_words[] =
	"The originals in which something is hidden, or that could not be\n"
	"searched as a whole, are withheld: they are not in data/. bundle.json\n"
	"lists them with their SHA-256 (\"withheld\"). Whoever sent this has\n"
	"them: ask for them if you need them.\n"
	"\n";

/* One line of text from the case file, without anything that would start another. */
static void line(struct bdl_buffer *out, const char *before, const char *text)
{
	if (!text || !*text)
		return;
	bdl_buffer_text(out, before);
	bdl_text_escape(out, text, strlen(text));
	bdl_buffer_byte(out, '\n');
}

static void supplement(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	char day[BDL_DAY_TEXT], hex[BDL_SHA256_HEX];

	if (!b->earlier)
		return;
	bdl_day_long(b->earlier->made_on, day);
	bdl_hex(b->earlier->seal, hex);
	bdl_buffer_printf(out, "Supplement %u. It holds only what is new since this bundle:\n\n",
		b->supplement);
	line(out, "     ", b->earlier->name);
	bdl_buffer_printf(out, "     made on %s, sealed with\n     %s\n\n", day, hex);
}

static void volumes(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	bdl_buffer_printf(out,
		"The bundle is in %zu volumes, each with its own cover, index and page\n"
		"numbers; the chronology of all is in the first:\n\n",
		b->volume_count);
	for (size_t i = 0; i < b->volume_count; i++) {
		const struct bdl_volume *v = &b->volumes[i];
		unsigned first = b->exhibits[b->order[v->first]].number;
		char file[40];

		snprintf(file, sizeof(file), "bundle-%zu.pdf", i + 1);
		bdl_buffer_printf(out, "  %-23s Volume %zu of %zu: ", file, i + 1, b->volume_count);
		if (v->count == 1)
			bdl_buffer_printf(out, "document %u", first);
		else
			bdl_buffer_printf(out, "documents %u to %zu", first, first + v->count - 1);
		bdl_buffer_printf(out, ", %u pages\n", v->pages);
	}
	bdl_buffer_byte(out, '\n');
}

static bool withholds(const struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].withheld)
			return true;
	return false;
}

void bdl_bag_readme(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	char day[BDL_DAY_TEXT], hex[BDL_SHA256_HEX];

	bdl_day_long(b->made_on, day);
	line(out, "", b->about.title ? b->about.title : b->name);
	line(out, "Reference ", b->about.reference);
	bdl_buffer_printf(out, "A bundle of %zu %s, made on %s.\n\n", bdl_bag_files(b),
		bdl_bag_files(b) == 1 ? "original file" : "original files", day);
	supplement(b, out);
	bdl_buffer_text(out, "WHAT IS HERE\n\n");
	if (b->volume_count)
		volumes(b, out);
	else
		bdl_buffer_text(out, the_bundle);
	if (b->reckoning)
		bdl_buffer_text(out, the_arrears);
	bdl_buffer_text(out, what_is_here);
	if (b->about.court && b->about.court->core_count)
		bdl_buffer_text(out, core_words);
	if (b->redacted) {
		bdl_buffer_text(out, hidden_words);
		bdl_buffer_text(out, withholds(b) ? withheld_words : originals_are_whole);
	}
	bdl_buffer_printf(out,
		"THREE WAYS TO CHECK THAT NOTHING HAS CHANGED\n\n"
		"1. With the program that made it, on the archive as it was sent:\n\n"
		"     bundle verify \"%s.tar.gz\"\n\n",
		b->name);
	bdl_buffer_text(out, without_the_program);
	bdl_buffer_printf(out, "     certutil -hashfile %s SHA256\n\n",
		b->volume_count ? "bundle-1.pdf" : "bundle.pdf");
	bdl_buffer_text(out, what_it_proves);
	bdl_hex(b->fingerprint, hex);
	bdl_buffer_printf(out,
		"\nThe cover of %s prints the fingerprint of the originals, which\n"
		"is the SHA-256 of manifest-sha256.txt:\n\n     %s\n",
		b->volume_count ? "each volume" : "bundle.pdf", hex);
}
