/*
 * Press: makes one PDF of the results: draws what is to be drawn, binds, proves. What it is given is a paginated bundle,
 * whole or a view of one; it changes nothing of it.
 */
#ifndef BDL_PRESS_H
#define BDL_PRESS_H

#include "run.h"

/* Nothing made yet: what bdl_pressed_release() can be called on. file and tag are cut to fit. */
void bdl_pressed_init(struct bdl_pressed *p, const char *file, const char *tag);

/* Makes p->file, under construction in the folder of the results, from the view. It is still to be proven. */
int bdl_press_make(struct bdl_run *r, const struct bdl_bundle *view, struct bdl_pressed *p) BDL_MUST_CHECK;
/*
 * Proves it, and waits for that; proof.h has the way that does not wait. BDL_EINTERNAL when what came out does not hold
 * what was asked for; then nothing may be delivered.
 */
int bdl_press_prove(struct bdl_run *r, struct bdl_pressed *p) BDL_MUST_CHECK;

/* The same in two steps: draw and bind, after which p->pages and p->size are known; then prove. */
int bdl_press_make(struct bdl_run *r, const struct bdl_bundle *view, struct bdl_pressed *p) BDL_MUST_CHECK;
int bdl_press_prove(struct bdl_run *r, struct bdl_pressed *p) BDL_MUST_CHECK;

/* One more PDF of the run, nothing made of it yet; NULL with r->err. Those that there were may have moved. */
struct bdl_pressed *bdl_press_add(struct bdl_run *r, const char *file, const char *tag);
/* One more, made from the view. */
int bdl_press_view(struct bdl_run *r, const struct bdl_bundle *view, const char *file, const char *tag) BDL_MUST_CHECK;

/* What is still under construction is removed. */
void bdl_pressed_release(struct bdl_pressed *p);

#endif
