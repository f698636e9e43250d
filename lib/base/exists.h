/*
 * Exists: whether there is something of a name, where not to know is not the same as no. What is
 * taken for absent because a disk could not be read would be lost in silence.
 */
#ifndef BDL_BASE_EXISTS_H
#define BDL_BASE_EXISTS_H

#include "base/error.h"

/* 1: it is there, be it a link that leads nowhere; 0: it is not; -1: who knows, with errno. */
int bdl_exists(int dir, const char *name) BDL_MUST_CHECK;

#endif
