/*
 * Proof: the finished PDFs are proven by the readers, side by side, while other work goes on: each PDF's claims are shared
 * out among several jobs. Nothing may be delivered before bdl_proofs_finish() has said that all of it holds.
 */
#ifndef BDL_PROOF_H
#define BDL_PROOF_H

#include "run.h"

struct bdl_proof_job;

struct bdl_proofs {
	struct bdl_run *run;
	struct bdl_pressed *pdfs; /* borrowed */
	size_t pdf_count;
	struct bdl_proof_job *jobs;
	size_t count, started, ended;
	int rc;                /* -1: something does not hold, or could not be examined */
	struct bdl_error err;  /* why */
};

#define BDL_PROOFS_INIT { 0 }

/* Starts on those of the PDFs that are not proven yet, as many jobs as there is room for. -1 with run->err. */
int bdl_proofs_begin(struct bdl_proofs *p, struct bdl_run *run, struct bdl_pressed *pdfs, size_t pdf_count)
	BDL_MUST_CHECK;

/* Takes what has ended, starts what comes next, waits for nothing. False once anything has failed: time to stop. */
bool bdl_proofs_go_on(struct bdl_proofs *p);

/* Waits for the rest, and notes in the PDFs that they are proven. -1 with run->err: BDL_EINTERNAL where what came out does not hold what was asked for. */
int bdl_proofs_finish(struct bdl_proofs *p) BDL_MUST_CHECK;

/* Ends what is still running. What was never begun is fine. */
void bdl_proofs_release(struct bdl_proofs *p);

#endif
