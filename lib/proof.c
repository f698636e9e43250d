/* Proof: see proof.h. */
#include "proof.h"

#include "bind/bind.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define SHARES_MOST 16u
#define PAGES_A_SHARE 200u /* fewer are not worth a process of their own */
#define PAGES_A_READER 2000u /* nor these the starting of a reader */

struct bdl_proof_job {
	const struct bdl_pressed *pdf;
	unsigned share, of;
	int input, claims, findings, reading; /* -1: not open */
};

static unsigned shares_for(const struct bdl_run *r, const struct bdl_pressed *pdf)
{
	unsigned shares = 1 + pdf->pages / PAGES_A_SHARE, readers = bdl_pool_started(r->pool);

	if (readers < 1 + pdf->pages / PAGES_A_READER)
		readers = 1 + pdf->pages / PAGES_A_READER;
	if (readers > r->o->jobs)
		readers = r->o->jobs ? r->o->jobs : 1;
	if (shares > readers)
		shares = readers;
	return shares < SHARES_MOST ? shares : SHARES_MOST;
}

static int list_jobs(struct bdl_proofs *p)
{
	const struct bdl_run *r = p->run;
	size_t space = 0;

	for (size_t i = 0; i < p->pdf_count; i++)
		space += shares_for(r, &p->pdfs[i]);
	p->jobs = calloc(space + 1, sizeof(*p->jobs));
	if (!p->jobs)
		return bdl_fail_memory(&p->err);
	for (size_t i = 0; i < p->pdf_count; i++) {
		unsigned of = p->pdfs[i].proven ? 0 : shares_for(r, &p->pdfs[i]);

		for (unsigned share = 0; share < of; share++)
			p->jobs[p->count++] = (struct bdl_proof_job){.pdf = &p->pdfs[i],
				.share = share,
				.of = of,
				.input = -1,
				.claims = -1,
				.findings = -1,
				.reading = -1};
	}
	return 0;
}

static void close_job(struct bdl_proof_job *j)
{
	bdl_close_quietly(j->input);
	bdl_close_quietly(j->claims);
	bdl_close_quietly(j->findings);
	bdl_close_quietly(j->reading);
	j->input = j->claims = j->findings = j->reading = -1;
}

/* Which bytes of the claims the job has to prove. They are mapped, since of very many pages they
 * are many. */
static int find_share(
	struct bdl_proofs *p, const struct bdl_proof_job *j, struct bdl_claims_share *share)
{
	const char *path = p->run->places.work_path;
	struct stat st;
	void *claims;

	if (fstat(j->pdf->claims, &st) < 0)
		return bdl_fail_errno(&p->err, path, "examine the claims in");
	claims = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, j->pdf->claims, 0);
	if (claims == MAP_FAILED)
		return bdl_fail_errno(&p->err, path, "map the claims in");
	*share = bdl_claims_share(claims, (size_t)st.st_size, j->share, j->of);
	munmap(claims, (size_t)st.st_size);
	return 0;
}

/* The share of the claims in a file of its own. 1: written; 0: there is nothing in it. */
static int write_claims(struct bdl_proofs *p, struct bdl_proof_job *j)
{
	struct bdl_claims_share share;
	int writing = -1, rc = 1;

	if (find_share(p, j, &share) < 0)
		return -1;
	if (share.from == share.to)
		return 0;
	if (bdl_places_scratch(&p->run->places, &writing, &j->claims, &p->err) < 0)
		return -1;
	if (bdl_copy_range(j->pdf->claims, 0, share.head, writing) < 0 ||
		bdl_copy_range(j->pdf->claims, share.from, share.to - share.from, writing) < 0)
		rc = bdl_fail_errno(&p->err, p->run->places.work_path, "write to");
	bdl_close_quietly(writing);
	return rc;
}

static int start(struct bdl_proofs *p, size_t number)
{
	struct bdl_proof_job *j = &p->jobs[number];
	struct bdl_job job = {.kind = BDL_JOB_PROVE,
		.tag = number,
		.output = -1,
		.limits = {.seconds = 120 + j->pdf->pages / 20,
			.memory = (uint64_t)8 << 30,
			.output = (uint64_t)1 << 20}};
	int rc = write_claims(p, j);

	p->started++;
	if (rc == 0)
		p->ended++;
	if (rc <= 0)
		return rc;
	j->input = bdl_run_reopen(j->pdf->pdf.fd, j->pdf->file, &p->err);
	if (j->input < 0 ||
		bdl_places_scratch(&p->run->places, &j->findings, &j->reading, &p->err) < 0)
		return -1;
	job.input = j->input;
	job.second = j->claims;
	job.result = j->findings;
	return bdl_pool_start(p->run->pool, &job, &p->err);
}

/* Nothing found: its share holds. Else the first finding is the message. */
static int judge_findings(struct bdl_proofs *p, const struct bdl_proof_job *j)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = bdl_read_fd(j->reading, "findings", (size_t)1 << 20, &text, &p->err);

	if (rc == 0 && text.length > 0) {
		text.data[strcspn(text.data, "\n")] = '\0';
		bdl_fail(&p->err, BDL_EINTERNAL, j->pdf->file, "did not come out right: %s",
			text.data);
		rc = bdl_hint(&p->err, "nothing was delivered; please report this");
	}
	bdl_buffer_release(&text);
	return rc;
}

static int take(struct bdl_proofs *p, const struct bdl_outcome *outcome)
{
	struct bdl_proof_job *j = &p->jobs[outcome->tag];
	int rc;

	p->ended++;
	if (outcome->kind != BDL_OUTCOME_DONE)
		rc = bdl_fail(&p->err, BDL_EINTERNAL, j->pdf->file, "could not be proven: %s",
			outcome->message);
	else
		rc = judge_findings(p, j);
	close_job(j);
	return rc;
}

/* Starts what there is room for, waits so long for one to end. */
static int step(struct bdl_proofs *p, int milliseconds)
{
	struct bdl_outcome outcome;
	int rc = 0;

	while (rc == 0 && p->started < p->count && bdl_pool_has_room(p->run->pool))
		rc = start(p, p->started);
	if (rc == 0 && p->ended < p->started) {
		rc = bdl_pool_wait(p->run->pool, milliseconds, &outcome, &p->err);
		if (rc > 0)
			rc = take(p, &outcome);
	}
	if (rc < 0)
		p->rc = -1;
	return p->rc;
}

int bdl_proofs_begin(
	struct bdl_proofs *p, struct bdl_run *run, struct bdl_pressed *pdfs, size_t pdf_count)
{
	*p = (struct bdl_proofs){.run = run, .pdfs = pdfs, .pdf_count = pdf_count};
	p->rc = list_jobs(p);
	if (p->rc == 0 && step(p, 0) == 0)
		return 0;
	*run->err = p->err;
	return -1;
}

bool bdl_proofs_go_on(struct bdl_proofs *p)
{
	return p->rc == 0 && step(p, 0) == 0;
}

int bdl_proofs_finish(struct bdl_proofs *p)
{
	while (p->rc == 0 && p->ended < p->count) {
		if (step(p, 200) < 0)
			break;
		if (!bdl_run_tell(p->run, BDL_DOING_PROVE, p->ended, p->count, NULL))
			p->rc = bdl_fail(&p->err, BDL_ESTOPPED, NULL, "stopped");
	}
	for (size_t i = 0; p->rc == 0 && i < p->pdf_count; i++)
		p->pdfs[i].proven = true;
	if (p->rc < 0)
		*p->run->err = p->err;
	return p->rc;
}

void bdl_proofs_release(struct bdl_proofs *p)
{
	if (p->run && p->ended < p->started)
		bdl_pool_abandon(p->run->pool);
	for (size_t i = 0; i < p->count; i++)
		close_job(&p->jobs[i]);
	free(p->jobs);
	*p = (struct bdl_proofs)BDL_PROOFS_INIT;
}
