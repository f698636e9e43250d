/* Signs: see signs.h. The tables are what a British case file is likely to hold. */
#include "draw/signs.h"
#include "draw/script.h"
#include <string.h>
#include <utf8proc.h>

enum { LISTED = 4 }; /* so many code points are listed one by one */

/* clang-format off */
static const struct { uint32_t code; const char *name; } emoji[] = {
	{ 0x1F389, "party popper" },        { 0x1F44B, "waving hand" },
	{ 0x1F44C, "OK hand" },             { 0x1F44D, "thumbs up" },
	{ 0x1F44E, "thumbs down" },         { 0x1F44F, "clapping hands" },
	{ 0x1F494, "broken heart" },        { 0x1F495, "two hearts" },
	{ 0x1F499, "blue heart" },          { 0x1F4A9, "pile of poo" },
	{ 0x1F4AA, "flexed arm" },          { 0x1F4AF, "hundred points" },
	{ 0x1F4B7, "banknote with pound sign" }, { 0x1F4DE, "telephone receiver" },
	{ 0x1F525, "fire" },                { 0x1F595, "middle finger" },
	{ 0x1F600, "grinning face" },       { 0x1F601, "beaming face" },
	{ 0x1F602, "tears of joy" },        { 0x1F605, "grinning face with sweat" },
	{ 0x1F606, "squinting laugh" },     { 0x1F609, "winking face" },
	{ 0x1F60A, "smiling face" },        { 0x1F60D, "heart eyes" },
	{ 0x1F610, "neutral face" },        { 0x1F612, "unamused face" },
	{ 0x1F614, "pensive face" },        { 0x1F618, "blowing a kiss" },
	{ 0x1F621, "angry red face" },      { 0x1F622, "crying face" },
	{ 0x1F62D, "loudly crying face" },  { 0x1F631, "screaming in fear" },
	{ 0x1F633, "flushed face" },        { 0x1F642, "slightly smiling face" },
	{ 0x1F643, "upside-down face" },    { 0x1F644, "rolling eyes" },
	{ 0x1F64F, "folded hands" },        { 0x1F914, "thinking face" },
	{ 0x1F923, "rolling on the floor laughing" }, { 0x1F937, "shrug" },
	{ 0x1F970, "smiling face with hearts" }, { 0x2705, "white tick" },
	{ 0x274C, "cross mark" },           { 0x2757, "exclamation mark" },
	{ 0x2B50, "star" },
	{ 0x1F603, "grinning face with big eyes" },     { 0x1F604, "grinning face with smiling eyes" },
	{ 0x1F607, "smiling face with halo" },          { 0x1F60B, "face savouring food" },
	{ 0x1F60C, "relieved face" },                   { 0x1F60E, "smiling face with sunglasses" },
	{ 0x1F60F, "smirking face" },                   { 0x1F611, "expressionless face" },
	{ 0x1F613, "downcast face with sweat" },        { 0x1F615, "confused face" },
	{ 0x1F616, "confounded face" },                 { 0x1F61B, "face with tongue" },
	{ 0x1F61C, "winking face with tongue" },        { 0x1F61D, "squinting face with tongue" },
	{ 0x1F61E, "disappointed face" },               { 0x1F61F, "worried face" },
	{ 0x1F620, "angry face" },                      { 0x1F623, "persevering face" },
	{ 0x1F624, "face with steam from nose" },       { 0x1F625, "sad but relieved face" },
	{ 0x1F628, "fearful face" },                    { 0x1F629, "weary face" },
	{ 0x1F62A, "sleepy face" },                     { 0x1F62B, "tired face" },
	{ 0x1F62C, "grimacing face" },                  { 0x1F62E, "face with open mouth" },
	{ 0x1F630, "anxious face with sweat" },         { 0x1F632, "astonished face" },
	{ 0x1F634, "sleeping face" },                   { 0x1F637, "face with medical mask" },
	{ 0x1F641, "slightly frowning face" },          { 0x1F645, "person gesturing no" },
	{ 0x1F646, "person gesturing OK" },             { 0x1F648, "see-no-evil monkey" },
	{ 0x1F64A, "speak-no-evil monkey" },            { 0x1F64B, "person raising hand" },
	{ 0x1F64C, "raising hands" },                   { 0x1F910, "zipper-mouth face" },
	{ 0x1F911, "money-mouth face" },                { 0x1F912, "face with thermometer" },
	{ 0x1F913, "nerd face" },                       { 0x1F915, "face with head-bandage" },
	{ 0x1F917, "hugging face" },                    { 0x1F91D, "handshake" },
	{ 0x1F91E, "crossed fingers" },                 { 0x1F922, "nauseated face" },
	{ 0x1F926, "person facepalming" },              { 0x1F928, "face with raised eyebrow" },
	{ 0x1F929, "star-struck face" },                { 0x1F92A, "zany face" },
	{ 0x1F92B, "shushing face" },                   { 0x1F92C, "face with symbols on mouth" },
	{ 0x1F92D, "face with hand over mouth" },       { 0x1F92E, "face vomiting" },
	{ 0x1F92F, "exploding head" },                  { 0x1F972, "smiling face with tear" },
	{ 0x1F973, "partying face" },                   { 0x1F97A, "pleading face" },
	{ 0x1F9D0, "face with monocle" },               { 0x1F440, "eyes" },
	{ 0x1F446, "finger pointing up" },              { 0x1F447, "finger pointing down" },
	{ 0x1F448, "finger pointing left" },            { 0x1F449, "finger pointing right" },
	{ 0x1F44A, "fist" },                            { 0x1F466, "boy" },
	{ 0x1F467, "girl" },                            { 0x1F468, "man" },
	{ 0x1F469, "woman" },                           { 0x1F46A, "family" },
	{ 0x1F476, "baby" },                            { 0x1F480, "skull" },
	{ 0x1F48B, "kiss mark" },                       { 0x1F490, "bouquet" },
	{ 0x1F493, "beating heart" },                   { 0x1F496, "sparkling heart" },
	{ 0x1F497, "growing heart" },                   { 0x1F498, "heart with arrow" },
	{ 0x1F49A, "green heart" },                     { 0x1F49B, "yellow heart" },
	{ 0x1F49C, "purple heart" },                    { 0x1F49E, "revolving hearts" },
	{ 0x1F5A4, "black heart" },                     { 0x1F90D, "white heart" },
	{ 0x1F9E1, "orange heart" },                    { 0x1F4A4, "zzz" },
	{ 0x1F4A5, "collision" },                       { 0x1F4B0, "money bag" },
	{ 0x1F4B8, "money with wings" },                { 0x1F4C5, "calendar" },
	{ 0x1F4E7, "e-mail" },                          { 0x1F4F1, "mobile phone" },
	{ 0x1F4F7, "camera" },                          { 0x1F31F, "glowing star" },
	{ 0x1F339, "rose" },                            { 0x1F381, "wrapped gift" },
	{ 0x1F382, "birthday cake" },                   { 0x1F384, "Christmas tree" },
	{ 0x1F388, "balloon" },                         { 0x1F3E0, "house" },
	{ 0x1F3EB, "school" },                          { 0x1F697, "car" },
	{ 0x1F6A8, "police car light" },                { 0x1F6AB, "prohibited" },
	{ 0x1F3FB, "light skin" },                      { 0x1F3FC, "medium-light skin" },
	{ 0x1F3FD, "medium skin" },                     { 0x1F3FE, "medium-dark skin" },
	{ 0x1F3FF, "dark skin" },
};

/* clang-format on */

static bool is_invisible(uint32_t code)
{
	return code == 0x00AD || code == 0x034F || code == 0x061C ||
	       (code >= 0x200B && code <= 0x200F) || (code >= 0x2060 && code <= 0x2065) ||
	       (code >= 0x206A && code <= 0x206F) || (code >= 0xFE00 && code <= 0xFE0F) ||
	       code == 0xFEFF || (code >= 0xE0100 && code <= 0xE01EF);
}

/* Embeddings, overrides and isolates: they would reorder the words of others, and a page has no end for them. */
static bool turns_words(uint32_t code)
{
	return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

enum bdl_glyph_need bdl_glyph_need(uint32_t code)
{
	const struct bdl_script *script;
	utf8proc_category_t category;

	if (code == '\t' || code == '\n' || code == '\r' || code == 0x85 || code == 0xA0)
		return BDL_GLYPH_SPACE;
	if (code < 0x20 || (code >= 0x7F && code < 0xA0) || turns_words(code))
		return BDL_GLYPH_SIGN;
	if (is_invisible(code))
		return BDL_GLYPH_NOTHING;
	if (code < 0x300)
		return BDL_GLYPH_PLAIN;
	category = utf8proc_category((utf8proc_int32_t)code);
	if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
		category == UTF8PROC_CATEGORY_ZP)
		return BDL_GLYPH_SPACE;
	if (category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO ||
		category == UTF8PROC_CATEGORY_CS || (code >= 0xE0000 && code <= 0xE007F))
		return BDL_GLYPH_SIGN;
	script = bdl_script_find(code);
	if (script && !(script->traits & BDL_SCRIPT_PLAIN))
		return BDL_GLYPH_SHAPED;
	if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME)
		return BDL_GLYPH_MARK;
	return code >= 0x10000 ? BDL_GLYPH_SHAPED : BDL_GLYPH_PLAIN;
}

const char *bdl_emoji_name(uint32_t code)
{
	for (size_t i = 0; i < sizeof emoji / sizeof *emoji; i++) {
		if (emoji[i].code == code)
			return emoji[i].name;
	}
	return NULL;
}

/*
 * The name that covers both: "Chinese or Japanese" beside "Japanese" is "Japanese". NULL: none
 * does.
 */
static const char *narrower(const char *a, const char *b)
{
	if (strstr(a, b))
		return b;
	return strstr(b, a) ? a : NULL;
}

/* The script that all codes share, or NULL. */
static const char *common_script(const uint32_t *codes, size_t count)
{
	const char *name = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct bdl_script *script = bdl_script_find(codes[i]);
		if (!script || !script->name)
			return NULL;
		name = name ? narrower(name, script->name) : script->name;
		if (!name)
			return NULL;
	}
	return name;
}

/* What an emoji of several characters is put together with: joiners, and the choice of its look. */
static bool is_glue(uint32_t code)
{
	return code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F);
}

static int sign_emoji(struct bdl_buffer *out, const uint32_t *codes, size_t count)
{
	const char *before = "[emoji: ";

	for (size_t i = 0; i < count; i++) {
		const char *name = bdl_emoji_name(codes[i]);
		if (is_glue(codes[i]))
			continue;
		if (bdl_buffer_text(out, before) < 0)
			return -1;
		if (name ? bdl_buffer_text(out, name) < 0
			 : bdl_buffer_printf(out, "U+%04X", (unsigned)codes[i]) < 0)
			return -1;
		before = ", ";
	}
	return bdl_buffer_text(out, "]");
}

int bdl_sign(struct bdl_buffer *out, const uint32_t *codes, size_t count)
{
	const char *script = common_script(codes, count);

	if (count > 0 && bdl_emoji_name(codes[0]))
		return sign_emoji(out, codes, count);
	if (count > LISTED)
		return bdl_buffer_printf(out, "[%zu characters%s%s, beginning U+%04X]", count,
			script ? " of " : "", script ? script : "", (unsigned)codes[0]);
	if (bdl_buffer_text(out, count == 1 ? "[character" : "[characters") < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (bdl_buffer_printf(out, " U+%04X", (unsigned)codes[i]) < 0)
			return -1;
	}
	return bdl_buffer_text(out, "]");
}
