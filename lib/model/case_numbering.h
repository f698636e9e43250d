/* The mappings `numbering` and `volumes` of bundle.yaml: how pages are numbered, and what one PDF may be at most. For case.c. */
#ifndef BDL_MODEL_CASE_NUMBERING_H
#define BDL_MODEL_CASE_NUMBERING_H

#include "model/yaml_take.h"

bdl_take bdl_case_numbering; /* struct bdl_numbering_wish */
bdl_take bdl_case_volumes;   /* struct bdl_case: max_size, max_pages */

#endif
