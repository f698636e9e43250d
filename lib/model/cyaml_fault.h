/*
 * What libcyaml says is wrong with a YAML file, as one line for the person who wrote it.
 */
#ifndef BDL_MODEL_CYAML_FAULT_H
#define BDL_MODEL_CYAML_FAULT_H

#include <cyaml/cyaml.h>
#include <stdarg.h>

/* clang-format off */
struct bdl_cyaml_fault {
	char words[200];          /* the first line of the parser's complaint, in plain words; "": none yet */
	char field[48], top[48];  /* the innermost and the outermost key that it stands in; "": none */
	unsigned line;            /* of the file; 0: not known */
};
/* clang-format on */

/* As cyaml_config_t.log_fn; its context is a zeroed struct bdl_cyaml_fault. */
void bdl_cyaml_fault_note(cyaml_log_t level, void *context, const char *format, va_list args);

#endif
