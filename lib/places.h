/*
 * Places: where results and work of a run go. Folders of ours carry a marker, so that they are never scanned as
 * evidence and evidence in a folder of the same name never is mistaken for them. Held with a lock while in use.
 */
#ifndef BDL_PLACES_H
#define BDL_PLACES_H

#include "bundle.h"

/* What the marker of a folder of ours begins with; behind it, of the results' folder, the record of earlier.h. */
#define BDL_MARKER_WORDS "Made by bundle. This folder is never taken as evidence. It may be deleted.\n"

struct bdl_places {
	int evidence;           /* the evidence folder, read-only use */
	int output;             /* results; -1 until bdl_places_output() */
	int work;               /* cache and scratch */
	char evidence_path[4096], output_path[4096], work_path[4096]; /* real paths */
	char output_shown[4096];/* as a person would write it */
	int output_lock, work_lock;
	bool output_created, work_is_temporary;
};

/* Opens the evidence folder and finds (or makes) the work folder. */
int bdl_places_open(struct bdl_places *p, const struct bdl_build_options *o, struct bdl_error *err) BDL_MUST_CHECK;
/* Finds or makes the folder for the results. Refuses the evidence folder itself and a folder that holds evidence. */
int bdl_places_output(struct bdl_places *p, const struct bdl_build_options *o, struct bdl_error *err) BDL_MUST_CHECK;
/* A place for work that belongs to no folder of evidence: verify and list of an archive. */
int bdl_places_temporary(struct bdl_places *p, const char *temporary, struct bdl_error *err) BDL_MUST_CHECK;

/* A temporary file in the work folder that is already unlinked: *reading is opened read-only. Both the caller's. */
int bdl_places_scratch(struct bdl_places *p, int *writing, int *reading, struct bdl_error *err) BDL_MUST_CHECK;

/* Unlocks and closes; removes a temporary work folder, and an output folder of ours in which nothing was delivered. */
void bdl_places_close(struct bdl_places *p);

#endif
