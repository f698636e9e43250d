/*
 * See ocr_engine.h. The only file that knows tesseract.
 */
#include "read/ocr_engine.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>
#include <time.h>

#define SURE 70.0 /* per cent: words of which the engine is sure */
#define NOISE 30.0 /* below, a word is noise */
#define LINE_LEAST 50.0 /* of the best word of a line */
#define PAGE_SECONDS 60 /* of the processor; a page full of small words takes some 6 */
#define TURN_CONFIDENCE 1.5 /* of the engine, about which way is up */
#define WORDS_MOST 20000u /* of one page */
#define CAPITAL 0.72 /* height of a capital letter in sizes of its font */
#define DESCENT 0.22 /* of a letter with a tail */

/* ---- the engine ---- */

static const char *language_of(const char *ocr)
{
	const char *space = strchr(ocr, ' ');

	return space ? space + 1 : "eng";
}

static bool is_language(const char *name)
{
	for (const char *p = name; *p; p++)
		if (!bdl_is_alpha((unsigned char)*p) && !bdl_is_digit((unsigned char)*p) &&
			*p != '+' && *p != '_')
			return false;
	return *name;
}

static TessBaseAPI *start_engine(const char *language, TessOcrEngineMode mode)
{
	TessBaseAPI *engine = TessBaseAPICreate();

	if (!engine)
		return NULL;
	TessBaseAPISetVariable(engine, "debug_file", "/dev/null");
	if (TessBaseAPIInit2(engine, NULL, language, mode) != 0) {
		TessBaseAPIDelete(engine);
		return NULL;
	}
	return engine;
}

static bool is_loaded(char **loaded, const char *name, size_t length)
{
	for (size_t i = 0; loaded && loaded[i]; i++)
		if (strlen(loaded[i]) == length && memcmp(loaded[i], name, length) == 0)
			return true;
	return false;
}

static int warn_of_missing(struct bdl_reading *r, const char *name, size_t length)
{
	return bdl_reading_warn(r,
		"The words in its pictures were not read: the language \"%.*s\" is not installed.",
		(int)length, name);
}

/* Of "eng+cym" the engine takes what it has, and says nothing of the rest. */
static int check_languages(struct bdl_ocr *o, struct bdl_reading *r, const char *wanted)
{
	char **loaded = TessBaseAPIGetLoadedLanguagesAsVector(o->engine);
	int rc = 0;

	for (const char *p = wanted; *p && rc == 0;) {
		size_t n = strcspn(p, "+");

		if (n && !is_loaded(loaded, p, n))
			rc = bdl_reading_warn(r,
				"Words in its pictures may be wrong: the language \"%.*s\" is not "
				"installed.",
				(int)n, p);
		p += n + (p[n] == '+');
	}
	TessDeleteTextArray(loaded);
	return rc;
}

int bdl_ocr_engine_open(struct bdl_ocr *o, struct bdl_reading *r)
{
	const char *language = language_of(r->ocr);

	if (o->engine || o->none)
		return 0;
	if (is_language(language))
		o->engine = start_engine(language, OEM_LSTM_ONLY);
	if (!o->engine) {
		o->none = r->no_words = true;
		return warn_of_missing(r, language, strlen(language));
	}
	return check_languages(o, r, language);
}

void bdl_ocr_close(struct bdl_ocr *o)
{
	if (o->engine)
		TessBaseAPIDelete(o->engine);
	if (o->turner)
		TessBaseAPIDelete(o->turner);
	*o = (struct bdl_ocr){0};
}

/* ---- words ---- */

static unsigned letters_in(const char *text, size_t length)
{
	unsigned letters = 0;
	uint32_t code;

	for (size_t i = 0; i < length;) {
		i += bdl_utf8_next(text + i, length - i, &code);
		letters += code >= 0xC0 || bdl_is_alpha((int)code) || bdl_is_digit((int)code);
	}
	return letters;
}

/* Where the line's letters stand: its upper edge and its baseline. */
struct line {
	double top, bottom, left, base_left, right, base_right;
	int turn; /* which way it is read */
};

static int turn_of_line(const TessPageIterator *at)
{
	TessOrientation up = ORIENTATION_PAGE_UP;
	TessWritingDirection direction = WRITING_DIRECTION_LEFT_TO_RIGHT;
	TessTextlineOrder order;
	float skew;

	/* the call does not change what it looks at */
	TessPageIteratorOrientation(
		(TessPageIterator *)(uintptr_t)at, &up, &direction, &order, &skew);
	/* a page on its side looks to the engine like one that is written downwards */
	if (up == ORIENTATION_PAGE_UP && direction == WRITING_DIRECTION_TOP_TO_BOTTOM)
		return 90;
	return up == ORIENTATION_PAGE_RIGHT  ? 90
	       : up == ORIENTATION_PAGE_DOWN ? 180
	       : up == ORIENTATION_PAGE_LEFT ? 270
					     : 0;
}

static bool measure_line(const TessPageIterator *at, struct line *l)
{
	int left, top, right, bottom, x1, y1, x2, y2;

	if (!TessPageIteratorBoundingBox(at, RIL_TEXTLINE, &left, &top, &right, &bottom))
		return false;
	*l = (struct line){.top = top,
		.base_left = bottom,
		.base_right = bottom,
		.left = left,
		.right = right,
		.bottom = bottom,
		.turn = turn_of_line(at)};
	if (l->turn == 0 && TessPageIteratorBaseline(at, RIL_TEXTLINE, &x1, &y1, &x2, &y2) &&
		x2 > x1 && abs(y1 - y2) < x2 - x1) {
		l->left = x1;
		l->right = x2;
		l->base_left = y1;
		l->base_right = y2;
	}
	return true;
}

/* A line beside the others that is read another way: its words are placed by its edges. */
static void place_turned(const struct line *l, const int box[4], struct bdl_layer_word *out)
{
	bool lies = l->turn != 180;
	double thick = lies ? l->right - l->left : l->bottom - l->top;
	double below = thick * DESCENT / (CAPITAL + DESCENT);

	out->turn = l->turn;
	out->size = thick / (CAPITAL + DESCENT);
	out->width = lies ? box[3] - box[1] : box[2] - box[0];
	out->x = l->turn == 90 ? l->left + below : l->turn == 180 ? box[2] : l->right - below;
	out->y = l->turn == 90 ? box[1] : l->turn == 180 ? l->top + below : box[3];
}

/* Lines of a page that lies askew rise or fall: the baseline is that below the word. */
static bool place_word(const TessPageIterator *at, const struct line *l, struct bdl_layer_word *out)
{
	int left, top, right, bottom;
	double slope =
		l->right > l->left ? (l->base_right - l->base_left) / (l->right - l->left) : 0;
	double middle, rise;

	if (!TessPageIteratorBoundingBox(at, RIL_WORD, &left, &top, &right, &bottom) ||
		right <= left || bottom <= top)
		return false;
	if (l->turn) {
		place_turned(l, (const int[4]){left, top, right, bottom}, out);
		return true;
	}
	middle = (left + right) / 2.0;
	out->x = left;
	out->y = l->base_left + slope * (middle - l->left);
	out->width = right - left;
	/* a line of which the baseline was not found well */
	if (out->y > bottom + (bottom - top) || out->y < top)
		out->y = bottom;
	rise = l->base_left - l->top - fabs(slope) * (l->right - l->left);
	if (rise < out->y - top)
		rise = out->y - top;
	if (rise > 3.0 * (bottom - top) || rise < 1)
		rise = bottom - top;
	out->size = rise / CAPITAL;
	return true;
}

static void take_word(struct ocr_attempt *a, TessResultIterator *results,
	const TessPageIterator *at, const struct line *l)
{
	struct bdl_layer_word word = {.page = a->page};
	double sure = TessResultIteratorConfidence(results, RIL_WORD);
	char *text = TessResultIteratorGetUTF8Text(results, RIL_WORD);
	size_t length = text ? strcspn(text, "\n") : 0;
	unsigned letters = text ? letters_in(text, length) : 0;

	if (TessPageIteratorIsAtFinalElement(at, RIL_TEXTLINE, RIL_WORD))
		word.end = TessPageIteratorIsAtFinalElement(at, RIL_PARA, RIL_WORD)
				   ? BDL_WORD_PARAGRAPH
				   : BDL_WORD_LINE;
	if (length && length < 200 && sure >= (a->strict ? SURE : NOISE) &&
		(letters > 1 || !a->strict) && bdl_utf8_valid(text, length) &&
		place_word(at, l, &word) && (letters || sure >= SURE)) {
		bdl_layer_add(a->layer, &word, text, length);
		a->letters += letters;
		a->best = letters && sure > a->best ? sure : a->best;
		/* what lies on its side is better read after the page was turned */
		a->sure += sure >= SURE && word.turn == 0 ? letters : 0;
	} else if (a->layer->count > a->from &&
		   a->layer->words[a->layer->count - 1].end < word.end) {
		a->layer->words[a->layer->count - 1].end = word.end;
	}
	TessDeleteText(text);
}

/*
 * A line of strokes alone, or of guesses, is a rule, a fold or a shadow. Between words an upright
 * stroke is the pronoun.
 */
static void end_line(struct ocr_attempt *a)
{
	struct bdl_layer *l = a->layer;

	if (a->best < LINE_LEAST)
		bdl_layer_cut(l, a->line);
	for (size_t i = a->line; i < l->count && !l->failed; i++)
		if (l->words[i].length == 1 && l->text.data[l->words[i].at] == '|')
			l->text.data[l->words[i].at] = 'I';
	a->line = l->count;
	a->best = 0;
}

static void take_words(struct ocr_attempt *a, TessBaseAPI *engine)
{
	TessResultIterator *results = TessBaseAPIGetIterator(engine);
	const TessPageIterator *at;
	struct line line = {0};
	unsigned count = 0;

	if (!results)
		return;
	at = TessResultIteratorGetPageIteratorConst(results);
	a->line = a->layer->count;
	do {
		if (TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE) || count == 0)
			if (!measure_line(at, &line))
				continue;
		take_word(a, results, at, &line);
		if (TessPageIteratorIsAtFinalElement(at, RIL_TEXTLINE, RIL_WORD))
			end_line(a);
	} while (++count < WORDS_MOST && TessResultIteratorNext(results, RIL_WORD));
	end_line(a);
	TessResultIteratorDelete(results);
}

static bool takes_too_long(void *limit, int words)
{
	const struct timespec *end = limit;
	struct timespec now;

	(void)words;
	return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0 && now.tv_sec > end->tv_sec;
}

void bdl_ocr_recognise(struct ocr_attempt *a, struct bdl_ocr *o, const struct bdl_grey *picture,
	int dpi, bool block)
{
	ETEXT_DESC *monitor = TessMonitorCreate();
	struct timespec limit;

	if (!monitor || clock_gettime(CLOCK_THREAD_CPUTIME_ID, &limit) < 0)
		return;
	limit.tv_sec += PAGE_SECONDS;
	TessMonitorSetCancelThis(monitor, &limit);
	TessMonitorSetCancelFunc(monitor, takes_too_long);
	TessBaseAPISetPageSegMode(o->engine, block ? PSM_SINGLE_BLOCK : PSM_AUTO);
	TessBaseAPISetImage(o->engine, picture->pixels, (int)picture->width, (int)picture->height,
		1, (int)picture->width);
	TessBaseAPISetSourceResolution(o->engine, dpi);
	if (TessBaseAPIRecognize(o->engine, monitor) == 0)
		take_words(a, o->engine);
	else
		a->given_up = true;
	TessBaseAPIClear(o->engine);
	TessMonitorDelete(monitor);
}

/* ---- which way up ---- */

/* By how much the picture has to be turned clockwise to be read: 0, 90, 180, 270. */
int bdl_ocr_turn_of(struct bdl_ocr *o, const struct bdl_grey *picture, int dpi)
{
	int turn = 0;
	float sure = 0, script_sure = 0;
	const char *script = NULL;

	if (!o->turner && !o->no_turner)
		o->turner = start_engine("osd", OEM_TESSERACT_ONLY);
	o->no_turner = !o->turner;
	if (o->no_turner)
		return 0;
	TessBaseAPISetPageSegMode(o->turner, PSM_OSD_ONLY);
	TessBaseAPISetImage(o->turner, picture->pixels, (int)picture->width, (int)picture->height,
		1, (int)picture->width);
	TessBaseAPISetSourceResolution(o->turner, dpi);
	if (!TessBaseAPIDetectOrientationScript(o->turner, &turn, &sure, &script, &script_sure) ||
		(double)sure < TURN_CONFIDENCE)
		turn = 0;
	TessBaseAPIClear(o->turner);
	/* the engine tells by how much it was turned */
	return turn == 90 || turn == 180 || turn == 270 ? 360 - turn : 0;
}
