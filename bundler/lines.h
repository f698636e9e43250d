/* Lines: findings as LOOK section 11 has them: a word for the state, then text wrapped under itself. Text is escaped. */
#ifndef BUNDLER_LINES_H
#define BUNDLER_LINES_H

#include "say.h"

enum { LINE_TEXT = 7, LINE_PARAGRAPH = 10 }; /* columns in which the text of a finding, of a paragraph, begins */

/* The id (or NULL) stands at the end of the first line. */
void say_line(const char *word, enum paint paint, const char *text, const char *id);
/* Words under the text of a finding. */
void say_below(const char *text);
/* "Deadline  ...", wrapped under itself. head "": goes on below. */
void say_paragraph(const char *head, const char *text);

#endif
