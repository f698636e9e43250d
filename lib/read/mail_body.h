/* Mail body: the words of a message on its pages. Quoted words stand behind a bar for each time
 * they were quoted, together with the line that says who wrote them. */
#ifndef BDL_READ_MAIL_BODY_H
#define BDL_READ_MAIL_BODY_H

#include "read/sheet.h"
#include "read/text_form.h"

/* text: UTF-8 lines fit for a page, quoted ones beginning with '>'. The sheet's cursor is kept. */
void bdl_mail_draw_body(
	struct bdl_sheet *sheet, const struct bdl_text_form *form, const char *text, size_t length);

#endif
