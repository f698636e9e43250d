/*
 * Type: how wide words are in the two fonts of which everything stamped consists, Liberation Sans and Liberation Sans
 * Bold. For who has no canvas at hand: the numbers that libharu writes into the PDF, for printable ASCII. Pure.
 */
#ifndef BDL_MODEL_TYPE_H
#define BDL_MODEL_TYPE_H

#include <stdbool.h>

/* At size 1. A byte outside printable ASCII counts as the widest letter: never narrower than it is. */
double bdl_type_width(bool bold, const char *words);

#define BDL_TYPE_HEIGHT 0.73  /* of capitals and figures above the baseline, at size 1 */
#define BDL_TYPE_DEPTH 0.212  /* of "g" and brackets below it */

#endif
