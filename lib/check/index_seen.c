/* Index as seen: see index_seen.h. First the pages are found, then the column of page numbers, then
 * the rows. */
#include "check/index_seen.h"
#include "check/page_names.h"

#include "base/datefind.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	FRONT_MOST = 12, /* the index begins on one of the first pages; later ones are of a
			    document's own contents */
	FAR_MOST = 300, /* the same for a chronology, which may stand behind a long index */
	LIST_MOST = 2000, /* pages that a list may have */
	TITLE_LINES = 14, /* from the top of the page: among them is its title */
	ROWS_UNTITLED = 3 /* a list without a title has at least so many rows on its first page */
};

static const double BIG = 1.25; /* a title's height against the page's usual line */
static const double SAME_COLUMN = 2.5; /* points */
static const double RUNS_ON = 0.7; /* of a line's height: the most between two lines of one row */
static const double GAP = 0.6; /* of a line's height: the least between two columns */

enum title { NO_TITLE, TITLE_INDEX, TITLE_CONTENTS, TITLE_CHRONOLOGY, OTHER_TITLE };

/* clang-format off */
struct candidate {
	size_t line;             /* of the page's lines */
	size_t taken;            /* words that are the page number */
	double left, right;      /* of those */
	char from[32], to[32];
};

struct page {
	unsigned number;
	struct bdl_lines lines;
	enum title title;
	size_t title_line;       /* where there is one */
	size_t end;              /* lines from here on are no rows: an account, the foot */
	struct candidate *list; size_t count;
};

struct finding {
	struct bdl_judging *j;
	struct bdl_arena *a;
	enum title wanted;
	struct page *pages; size_t count; /* of the best run */
};

/* clang-format on */

/* ---- what a page is called ---- */

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The height that half of the lines do not exceed; 0 on an empty page. */
static double usual_height(const struct bdl_lines *l)
{
	double *heights = calloc(l->count + 1, sizeof(*heights)), usual = 0;

	for (size_t i = 0; heights && i < l->count; i++)
		heights[i] = l->list[i].top - l->list[i].bottom;
	if (heights && l->count) {
		qsort(heights, l->count, sizeof(*heights), by_size);
		usual = heights[l->count / 2];
	}
	free(heights);
	return usual;
}

static enum title title_of_line(const struct bdl_line *line)
{
	if (line->count > 8)
		return NO_TITLE;
	if (bdl_text_has_word(line->text, "index"))
		return TITLE_INDEX;
	if (bdl_text_has_word(line->text, "contents"))
		return TITLE_CONTENTS;
	if (bdl_text_has_word(line->text, "chronology") ||
		bdl_text_has_word(line->text, "timeline"))
		return TITLE_CHRONOLOGY;
	return NO_TITLE;
}

/*
 * A short line near the top that names the list; where none does, a line that is set larger than
 * the rest means that the page is something else. Lines that end in a page number are rows of a
 * list, not titles.
 */
static void find_title(struct page *p)
{
	double usual = usual_height(&p->lines);
	char from[32], to[32];

	p->title = NO_TITLE;
	for (size_t i = 0; i < p->lines.count && i < TITLE_LINES; i++) {
		const struct bdl_line *line = &p->lines.list[i];
		enum title t = bdl_line_page(line, from, to) ? NO_TITLE : title_of_line(line);
		bool big = line->top - line->bottom > BIG * usual;

		if (t != NO_TITLE && (big || line->count <= 4)) {
			p->title = t;
			p->title_line = i;
			return;
		}
		if (big && p->title == NO_TITLE && !bdl_line_page(line, from, to)) {
			p->title = OTHER_TITLE;
			p->title_line = i;
		}
	}
}

/* ---- lines that could be rows ---- */

/* The printed number of the page and what stands beside it are no row, nor is what stands below it.
 */
static bool is_number(struct bdl_judging *j, unsigned page, const struct bdl_line *line)
{
	const struct bdl_printed *n = &bdl_numbers_of(j)->pages[page - 1];

	return n->text && line->bottom < n->top && line->top > n->bottom;
}

/* "1,234" files are counted, pages are not. */
static bool is_page_of(const struct bdl_judging *j, const char *label)
{
	const char *figures = label + strlen(label);

	while (figures > label && bdl_is_digit((unsigned char)figures[-1]))
		figures--;
	return strtoul(figures, NULL, 10) >= 1 && strtoul(figures, NULL, 10) <= j->seen->page_count;
}

static int take_candidate(struct finding *f, struct page *p, size_t at)
{
	const struct bdl_line *line = &p->lines.list[at];
	struct candidate c = {.line = at}, *list;

	c.taken = bdl_line_page(line, c.from, c.to);
	if (c.taken == 0 || c.taken == line->count)
		return 0;
	/* without a title above it, only a page that there is makes a row of it */
	if (p->title != f->wanted && !is_page_of(f->j, c.from))
		return 0;
	c.left = line->words[line->count - c.taken]->left;
	c.right = line->words[line->count - 1]->right;
	list = bdl_arena_grow(f->a, p->list, p->count, sizeof(*list));
	if (!list)
		return -1;
	list[p->count] = c;
	p->list = list;
	p->count++;
	return 0;
}

static int read_page(struct finding *f, unsigned number, struct page *p)
{
	size_t first;

	*p = (struct page){.number = number};
	if (bdl_lines_of(&f->j->seen->pages[number - 1], f->a, &p->lines) < 0)
		return -1;
	find_title(p);
	first = p->title == f->wanted ? p->title_line + 1 : 0;
	p->end = p->lines.count;
	for (size_t i = first; i < p->end; i++) {
		const struct bdl_line *line = &p->lines.list[i];
		bool foot = is_number(f->j, number, line);

		if (strstr(line->text, "accounted for") ||
			(foot && line->top < f->j->seen->pages[number - 1].height / 2))
			p->end = i;
		else if (!foot && take_candidate(f, p, i) < 0)
			return -1;
	}
	return 0;
}

/* ---- which pages ---- */

static bool may_begin(const struct finding *f, const struct page *p)
{
	if (p->title == f->wanted)
		return true;
	return f->wanted == TITLE_INDEX && p->title != TITLE_CHRONOLOGY &&
	       p->count >= ROWS_UNTITLED && p->count * 2 >= p->end;
}

static bool goes_on(const struct finding *f, const struct page *first, const struct page *p)
{
	if (p->title == first->title && (p->title == f->wanted || p->title == TITLE_CONTENTS))
		return true;
	return p->title == NO_TITLE && p->count >= 2 && p->count * 4 >= p->end;
}

/* Takes the run that begins with `first`; the last page read, which is not part of it, is dropped.
 */
static int take_run(struct finding *f, const struct page *first, struct page **out, size_t *count)
{
	struct page *run = NULL, next = *first;

	*count = 0;
	for (unsigned number = first->number; *count < LIST_MOST; number++) {
		struct page *grown = bdl_arena_grow(f->a, run, *count, sizeof(*run));

		if (!grown)
			return -1;
		run = grown;
		run[(*count)++] = next;
		*out = run;
		if (number == f->j->seen->page_count)
			break;
		if (read_page(f, number + 1, &next) < 0)
			return -1;
		if (!goes_on(f, first, &next))
			break;
	}
	return 0;
}

/* A title that says index weighs more than one that says contents, which a cover may have too; then
 * the rows count. */
static size_t weight(const struct finding *f, const struct page *run, size_t count)
{
	size_t rows = 0;

	for (size_t i = 0; i < count; i++)
		rows += run[i].count;
	if (rows == 0)
		return run[0].title == f->wanted ? 1 : 0;
	if (run[0].title == f->wanted)
		return rows + 2000000;
	return run[0].title == TITLE_CONTENTS ? rows + 1000000 : rows;
}

static int find_pages(struct finding *f)
{
	size_t best = 0, count;
	unsigned most = f->j->seen->page_count < FRONT_MOST ? f->j->seen->page_count : FRONT_MOST;
	struct page p, *run = NULL;

	if (f->wanted == TITLE_CHRONOLOGY)
		most = f->j->seen->page_count < FAR_MOST ? f->j->seen->page_count : FAR_MOST;
	for (unsigned number = 1; number <= most; number++) {
		if (read_page(f, number, &p) < 0)
			return -1;
		if (!may_begin(f, &p) && !(f->wanted == TITLE_INDEX && p.title == TITLE_CONTENTS))
			continue;
		if (take_run(f, &p, &run, &count) < 0)
			return -1;
		if (weight(f, run, count) > best) {
			best = weight(f, run, count);
			f->pages = run;
			f->count = count;
		}
		if (f->wanted == TITLE_CHRONOLOGY)
			break;
		number += (unsigned)count - 1;
	}
	return 0;
}

/* ---- the column ---- */

static double edge(const struct candidate *c, int which)
{
	return which == 0 ? c->right : which == 1 ? c->left : (c->left + c->right) / 2;
}

static size_t in_column(const struct finding *f, int which, double x)
{
	size_t n = 0;

	for (size_t i = 0; i < f->count; i++)
		for (size_t k = 0; k < f->pages[i].count; k++)
			n += fabs(edge(&f->pages[i].list[k], which) - x) < SAME_COLUMN;
	return n;
}

/* The edge on which most of the numbers stand: right, left or centre. Judged on the first page that
 * has any. */
static void find_column(const struct finding *f, int *which, double *x)
{
	size_t best = 0;

	*which = 0;
	*x = 0;
	for (size_t i = 0; i < f->count && best == 0; i++)
		for (int w = 0; w < 3; w++)
			for (size_t k = 0; k < f->pages[i].count; k++) {
				double at = edge(&f->pages[i].list[k], w);
				size_t n = in_column(f, w, at);

				if (n > best) {
					best = n;
					*which = w;
					*x = at;
				}
			}
}

/* ---- rows ---- */

/* Words that stand close together, and what runs on below them. */
struct cell {
	double left, right;
	struct bdl_buffer text;
};

enum { CELLS_MOST = 12 };

static bool is_leader(const char *word)
{
	size_t dots = strspn(word, "._\u2026 ");

	return dots >= 2 && word[dots] == '\0';
}

static struct cell *cell_for(
	struct cell *cells, size_t *count, const struct bdl_seen_word *w, bool first_line)
{
	struct cell *near = NULL;
	double height = w->top - w->bottom;

	for (size_t i = 0; i < *count; i++) {
		double apart = w->left > cells[i].right   ? w->left - cells[i].right
			       : w->right < cells[i].left ? cells[i].left - w->right
							  : 0;

		if (apart <= GAP * height)
			return &cells[i];
		if (!near || fabs(cells[i].left - w->left) < fabs(near->left - w->left))
			near = &cells[i];
	}
	if ((!first_line && near) || *count == CELLS_MOST)
		return near;
	cells[*count] = (struct cell){.left = w->left, .right = w->right};
	return &cells[(*count)++];
}

static void add_line(struct cell *cells, size_t *count, const struct bdl_line *line, size_t words,
	bool first_line)
{
	for (size_t i = 0; i < words; i++) {
		const struct bdl_seen_word *w = line->words[i];
		struct cell *c = is_leader(w->text) ? NULL : cell_for(cells, count, w, first_line);

		if (!c)
			continue;
		if (c->text.length)
			bdl_buffer_byte(&c->text, ' ');
		bdl_buffer_text(&c->text, w->text);
		c->left = w->left < c->left ? w->left : c->left;
		c->right = w->right > c->right ? w->right : c->right;
	}
}

static void take_links(const struct bdl_seen_page *page, struct bdl_seen_row *row)
{
	for (size_t i = 0; i < row->line.count; i++) {
		const struct bdl_seen_word *w = row->line.words[i];
		double x = (w->left + w->right) / 2, y = (w->bottom + w->top) / 2;
		bool in = false;

		for (size_t k = 0; k < page->link_count; k++) {
			const struct bdl_seen_link *l = &page->links[k];

			if (x < l->left || x > l->right || y < l->bottom || y > l->top)
				continue;
			in = true;
			row->dead |= l->to.kind == BDL_TARGET_DEAD;
			row->outward |=
				l->to.kind == BDL_TARGET_WEB || l->to.kind == BDL_TARGET_ELSEWHERE;
			if (l->to.kind != BDL_TARGET_PAGE)
				continue;
			row->leads_apart |= row->leads_to && row->leads_to != l->to.page;
			if (!row->leads_to)
				row->leads_to = l->to.page;
		}
		row->words_linked += in;
	}
}

/* The words of the row cell by cell, so that a title on two lines is one. */
static int take_text(struct finding *f, const struct page *p, const struct candidate *c, size_t end,
	struct bdl_seen_row *row)
{
	struct cell cells[CELLS_MOST];
	struct bdl_buffer all = BDL_BUFFER_INIT;
	size_t count = 0;
	bool failed;

	for (size_t i = c->line; i < end; i++) {
		const struct bdl_line *line = &p->lines.list[i];

		add_line(cells, &count, line, i == c->line ? line->count - c->taken : line->count,
			i == c->line);
		row->bottom = line->bottom < row->bottom ? line->bottom : row->bottom;
	}
	for (size_t i = 0; i < count; i++) {
		bdl_buffer_printf(&all, "%s%s", i ? " " : "", bdl_buffer_string(&cells[i].text));
		bdl_buffer_release(&cells[i].text);
	}
	row->text = bdl_arena_string(f->a, bdl_buffer_string(&all));
	failed = all.failed || !row->text;
	bdl_buffer_release(&all);
	if (!failed)
		row->squeezed = bdl_squeeze(f->a, row->text);
	return failed || !row->squeezed ? -1 : 0;
}

/* A date where the row begins: an entry of a chronology that names no page. */
static bool begins_with_date(const struct bdl_line *line, double left)
{
	struct bdl_found_date found;

	return line->left < left + SAME_COLUMN &&
	       bdl_find_date(line->text, strlen(line->text), 0, &found) && found.at <= 1;
}

/* Lines below the row's first that belong to it. */
static size_t end_of_row(const struct page *p, const struct candidate *c, size_t next)
{
	size_t end = c->line + 1;

	while (end < next && end < p->end) {
		const struct bdl_line *above = &p->lines.list[end - 1], *line = &p->lines.list[end];

		if (above->bottom - line->top > RUNS_ON * (line->top - line->bottom) ||
			begins_with_date(line, p->lines.list[c->line].left))
			break;
		end++;
	}
	return end;
}

static struct bdl_day first_date(const char *text)
{
	struct bdl_found_date found = {.length = 0};

	return bdl_find_date(text, strlen(text), 0, &found) ? found.day : (struct bdl_day){0};
}

static int add_row(struct finding *f, const struct page *p, const struct candidate *c, size_t next,
	struct bdl_seen_list *out)
{
	struct bdl_seen_row *list = bdl_arena_grow(f->a, out->rows, out->count, sizeof(*list)),
			    *row;

	if (!list)
		return -1;
	out->rows = list;
	row = &list[out->count++];
	*row = (struct bdl_seen_row){.page = p->number, .line = p->lines.list[c->line]};
	row->top = row->line.top;
	row->bottom = row->line.bottom;
	row->from = bdl_arena_string(f->a, c->from);
	row->to = bdl_arena_string(f->a, c->to);
	if (!row->from || !row->to || take_text(f, p, c, end_of_row(p, c, next), row) < 0)
		return -1;
	row->from_page = bdl_page_called(f->j, row->from);
	row->to_page = *row->to ? bdl_page_called(f->j, row->to) : row->from_page;
	take_links(&f->j->seen->pages[p->number - 1], row);
	bdl_last_date(row->text, &row->day);
	row->first_day = first_date(row->text);
	row->undated = bdl_text_has_word(row->text, "undated");
	row->attached = strstr(row->text, "Came with ") || strstr(row->text, "Out of the mailbox");
	return 0;
}

static int take_rows(struct finding *f, struct bdl_seen_list *out)
{
	int which;
	double x;

	find_column(f, &which, &x);
	for (size_t i = 0; i < f->count; i++) {
		const struct page *p = &f->pages[i];

		for (size_t k = 0; k < p->count; k++) {
			size_t next = p->end;

			if (fabs(edge(&p->list[k], which) - x) >= SAME_COLUMN)
				continue;
			for (size_t n = k + 1; n < p->count && next == p->end; n++)
				if (fabs(edge(&p->list[n], which) - x) < SAME_COLUMN)
					next = p->list[n].line;
			if (add_row(f, p, &p->list[k], next, out) < 0)
				return -1;
		}
	}
	return 0;
}

/* What stands above the first row; and how far the words reach. */
static int take_surroundings(struct finding *f, struct bdl_seen_list *out)
{
	const struct page *p = &f->pages[0];
	size_t end = p->count ? p->list[0].line : p->end;
	struct bdl_buffer heads = BDL_BUFFER_INIT;

	for (size_t i = 0; i < end; i++)
		bdl_buffer_printf(&heads, "%s ", p->lines.list[i].text);
	out->heads = heads.failed ? NULL : bdl_arena_string(f->a, bdl_buffer_string(&heads));
	bdl_buffer_release(&heads);
	out->body_left = INFINITY;
	out->body_right = -INFINITY;
	for (size_t i = 0; i < f->count; i++)
		for (size_t k = 0; k < f->pages[i].lines.count; k++) {
			const struct bdl_line *line = &f->pages[i].lines.list[k];

			out->body_left = fmin(out->body_left, line->left);
			out->body_right = fmax(out->body_right, line->right);
		}
	return out->heads ? 0 : -1;
}

static int find_list(struct bdl_judging *j, enum title wanted, struct bdl_seen_list *out)
{
	struct finding f = {.j = j, .a = &j->out->arena, .wanted = wanted};

	*out = (struct bdl_seen_list){.heads = ""};
	if (find_pages(&f) < 0) {
		j->failed = true;
		return -1;
	}
	if (f.count == 0)
		return 0;
	out->first = f.pages[0].number;
	out->last = f.pages[f.count - 1].number;
	if (take_rows(&f, out) < 0 || take_surroundings(&f, out) < 0) {
		j->failed = true;
		return -1;
	}
	return 0;
}

/* The one that was found before, else a new one that is kept in *kept. */
static int find_once(struct bdl_judging *j, enum title wanted, const struct bdl_seen_list **kept,
	struct bdl_seen_list *out)
{
	struct bdl_seen_list *new = NULL;

	if (!*kept) {
		new = bdl_arena_alloc(&j->out->arena, sizeof(*new));
		j->failed |= !new;
		if (!new || find_list(j, wanted, new) < 0)
			return -1;
		*kept = new;
	}
	*out = **kept;
	return 0;
}

int bdl_find_index(struct bdl_judging *j, struct bdl_seen_list *out)
{
	return find_once(j, TITLE_INDEX, &j->index, out);
}

int bdl_find_chronology(struct bdl_judging *j, struct bdl_seen_list *out)
{
	return find_once(j, TITLE_CHRONOLOGY, &j->chronology, out);
}
