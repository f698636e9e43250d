/*
 * What a file system that is blind to case, normalisation and invisible characters would compare of a name; Windows drops
 * dots and blanks at the end.
 */
#ifndef BDL_BASE_NAME_FOLD_H
#define BDL_BASE_NAME_FOLD_H

/* malloc'ed; a name that is not UTF-8 is itself; NULL when out of memory. */
char *bdl_name_fold(const char *name);

/* The name composed (NFC); the same. */
char *bdl_name_compose(const char *name);

#endif
