/*
 * Order: which way text runs. order.c is the only file that knows FriBidi, which is Unicode's bidirectional
 * algorithm (UAX #9).
 */
#ifndef BDL_DRAW_ORDER_H
#define BDL_DRAW_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether a line with code in it cannot be drawn simply from left to right. */
bool bdl_order_turns(uint32_t code);

/* Whether a paragraph of UTF-8 runs from right to left: the first letter that has a direction says so (P2, P3). */
bool bdl_order_is_rtl(const char *text, size_t length);

/*
 * The level of each character of one line; odd ones run from right to left. rtl: the paragraph does.
 * -1 when out of memory.
 */
int bdl_order_levels(const uint32_t *codes, size_t count, bool rtl, int8_t *levels);

/*
 * Fills order with the indexes of stretches of text in the order in which they stand from left to right (L2);
 * levels holds the level of each.
 */
void bdl_order_visual(const int8_t *levels, size_t count, size_t *order);

#endif
