/*
 * The court's part of bundle.yaml: proceedings, statements, essential reading, core bundle. Internal to case.c.
 */
#ifndef BDL_MODEL_CASE_COURT_H
#define BDL_MODEL_CASE_COURT_H

#include "model/bundle.h"
#include <cyaml/cyaml.h>

/* clang-format off */
struct bdl_written_party { char *name, *role; };

/* As the file has it; freed by libcyaml. */
struct bdl_written_proceedings {
	char *court, *claim_number;
	char **heading; unsigned heading_count;
	struct bdl_written_party *parties; unsigned parties_count;
};

struct bdl_written_exhibit {
	char *mark, *title;
	char **files; unsigned files_count;
};

struct bdl_written_statement {
	char *witness, *initials, *capacity, *on_behalf_of, *date;
	unsigned number, first_exhibit;
	struct bdl_written_exhibit *exhibits; unsigned exhibits_count;
};

struct bdl_written_essential { char *file, *pages, *note; };

struct bdl_written_court {
	struct bdl_written_proceedings *proceedings;
	struct bdl_written_statement *statements; unsigned statements_count;
	struct bdl_written_essential *essential; unsigned essential_count; /* in a list of mappings, or */
	char **essential_paths; unsigned essential_paths_count;            /* in a list of paths */
	unsigned *reading_minutes;
	char **core; unsigned core_count;
	char **separate; unsigned separate_count;
};
/* clang-format on */

#define BDL_COURT_OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)

/* The fields of struct bdl_written_court, which is the member `court` of the struct `type`. */
#define BDL_COURT_FIELDS(type)                                                                     \
	CYAML_FIELD_MAPPING_PTR("proceedings", BDL_COURT_OPTIONAL, type, court.proceedings,        \
		bdl_proceedings_fields),                                                           \
		CYAML_FIELD_SEQUENCE("statements", BDL_COURT_OPTIONAL, type, court.statements,     \
			&bdl_statement_value, 0, 100),                                             \
		CYAML_FIELD_UINT_PTR("reading_minutes", BDL_COURT_OPTIONAL, type,                  \
			court.reading_minutes),                                                    \
		CYAML_FIELD_SEQUENCE(                                                              \
			"core", BDL_COURT_OPTIONAL, type, court.core, &bdl_path_value, 0, 10000),  \
		CYAML_FIELD_SEQUENCE("separate", BDL_COURT_OPTIONAL, type, court.separate,         \
			&bdl_path_value, 0, 100),                                                  \
		CYAML_FIELD_SEQUENCE("essential", BDL_COURT_OPTIONAL, type, court.essential,       \
			&bdl_essential_value, 0, 1000)
#define BDL_COURT_KEYS "proceedings, statements, essential, reading_minutes, core, separate"

extern const cyaml_schema_field_t bdl_proceedings_fields[];
extern const cyaml_schema_value_t bdl_statement_value, bdl_path_value, bdl_essential_value;

/*
 * Changes a copy of such a list of fields: `essential` is then a list of paths instead of mappings, which libcyaml
 * cannot take as one type. `court` is the offset of the member.
 */
void bdl_court_essential_as_paths(cyaml_schema_field_t *fields, size_t count, size_t court);

/*
 * What was written, into c->court; NULL there if nothing was. BDL_EFORMAT names what is wrong: a date that does not
 * exist, a mark that is none, a statement without a witness, pages that are no pages.
 */
int bdl_case_take_court(struct bdl_case *c, struct bdl_arena *a, const struct bdl_written_court *w,
	const char *path, struct bdl_error *err) BDL_MUST_CHECK;

#endif
