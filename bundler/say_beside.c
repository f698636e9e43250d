/* Say beside: see say_beside.h. */
#include "say_beside.h"

#include "base/calendar.h"
#include "base/file.h"
#include "say.h"
#include <string.h>

static const char *const kinds[] = {"Signature", "Time stamp"};

bool beside_is_well(const struct bdl_beside_one *one)
{
	return !one->there ||
	       (one->witness.fit == BDL_WITNESS_FITS && one->witness.vouched != BDL_VOUCHED_NOT);
}

/* "2026-03-01T12:34:56.5Z": the day alone. */
static void say_day(const char *iso)
{
	char date[] = "2026-01-31", text[BDL_DAY_TEXT] = "";
	struct bdl_day day;

	memcpy(date, iso, sizeof(date) - 1);
	if (bdl_day_parse_iso(date, &day) == 0)
		bdl_day_long(day, text);
	say("%s", text[0] ? text : date);
}

static void say_time(const char *iso)
{
	const char *clock = iso + sizeof("2026-01-31T") - 1;

	say_day(iso);
	say(", %.*s UTC", (int)strcspn(clock, "Z"), clock);
}

static void say_field(const char *name, const char *value)
{
	say("  %-12s ", name);
	say_name(stdout, value);
	say("\n");
}

static void say_when(const struct bdl_witness *w, enum bdl_witness_kind kind)
{
	if (!w->time[0])
		return;
	say("  %-12s ", kind == BDL_WITNESS_SIGNATURE ? "made" : "time");
	say_time(w->time);
	if (kind == BDL_WITNESS_SIGNATURE)
		say(", by the signer's own clock");
	else if (w->accuracy[0])
		say(", within %s second%s", w->accuracy, strcmp(w->accuracy, "1") ? "s" : "");
	else
		say(", how exactly is not stated");
	say("\n");
}

static void say_vouched(const struct bdl_witness *w, enum bdl_witness_kind kind, const char *ca)
{
	uint8_t digest[BDL_SHA256_SIZE];

	if (w->vouched == BDL_VOUCHED_NOBODY) {
		say("  Nobody vouches for this name: --ca FILE checks it against certificates that "
		    "you trust. Or\n  compare the certificate's fingerprint with the one that %s "
		    "gives you:\n  ",
			kind == BDL_WITNESS_SIGNATURE ? "the signer" : "the authority");
		if (bdl_unhex(w->fingerprint, digest) == 0)
			say_digest("  ", digest);
		return;
	}
	say("  %s to those in ", w->vouched == BDL_VOUCHED_GOOD ? "A chain of certificates leads"
				 : w->vouched == BDL_VOUCHED_PAST
					 ? "At that time a chain of certificates led"
					 : "NO chain of certificates leads");
	say_name(stdout, ca ? ca : "");
	if (w->vouched == BDL_VOUCHED_PAST)
		say("; it has run out since");
	if (w->vouched == BDL_VOUCHED_NOT) {
		say(": ");
		say_name(stdout, w->vouched_why);
	}
	say("\n");
}

void say_beside(const struct bdl_beside_one *one, enum bdl_witness_kind kind, const char *ca)
{
	const struct bdl_witness *w = &one->witness;
	enum paint paint = beside_is_well(one) ? PAINT_GOOD : PAINT_BAD;

	say("%s%s%s:%s ", paint_on(paint), kinds[kind],
		w->fit == BDL_WITNESS_FITS ? "" : " NOT good", paint_off(paint));
	say_name(stdout, bdl_path_base(one->path));
	if (w->fit == BDL_WITNESS_FITS) {
		say(" fits this archive's seal.\n");
	} else {
		say(" ");
		say_name(stdout, w->why);
		say("\n");
	}
	if (w->fit == BDL_WITNESS_BROKEN || !w->fingerprint[0])
		return;
	say_field("by", w->subject);
	say_field("issued by", strcmp(w->subject, w->issuer) ? w->issuer : "the same");
	say("  %-12s valid from ", "certificate");
	say_day(w->from);
	say(" to ");
	say_day(w->until);
	say("\n");
	say_when(w, kind);
	if (w->fit == BDL_WITNESS_FITS)
		say_vouched(w, kind, ca);
}
