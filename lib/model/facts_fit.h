/*
 * What both ways of facts as JSON agree on. Internal to facts_json*.c: others include
 * model/facts.h.
 */
#ifndef BDL_MODEL_FACTS_FIT_H
#define BDL_MODEL_FACTS_FIT_H

#include "model/facts.h"

/* The strings of struct bdl_facts. */
struct bdl_facts_text {
	const char *key;
	size_t at, most;
	bool needed, lines; /* never NULL; may hold '\n' */
};

#define BDL_FACTS_TEXTS 7
extern const struct bdl_facts_text bdl_facts_texts[BDL_FACTS_TEXTS];

bool bdl_facts_is_control(uint32_t c);
/* Lower-case letters, digits, hyphens; not empty. */
bool bdl_facts_is_token(const char *s);
bool bdl_facts_day_fits(struct bdl_day d, enum bdl_precision precision);
/* A reader knows neither the file's true name nor what the author says. */
bool bdl_facts_source_fits(enum bdl_date_source source);
/* Pages if it is shown, a reason if it is not. */
bool bdl_facts_reason_fits(const struct bdl_facts *f);

#endif
