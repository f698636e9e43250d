/* Deliver: see deliver.h. */
#include "deliver.h"

#include "earlier.h"
#include "model/bundle_json.h"
#include "proof.h"
#include "seal/seal.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

static bool tell_sealing(void *data, uint64_t done, uint64_t total)
{
	struct bdl_run *r = data;

	return bdl_proofs_go_on(r->proofs) && bdl_run_tell(r, BDL_DOING_SEAL, done, total, NULL);
}

static int write_checksum(struct bdl_run *r)
{
	char hex[BDL_SHA256_HEX], line[BDL_SHA256_HEX + 300];
	int n;

	bdl_hex(r->result->archive_sha256, hex);
	n = snprintf(line, sizeof(line), "%s  %s\n", hex, r->result->archive);
	if (bdl_new_file_open(&r->checksum, r->places.output, r->result->checksum, 0666, r->err) <
		0)
		return -1;
	if (bdl_write_all(r->checksum.fd, line, (size_t)n) < 0)
		return bdl_fail_errno(r->err, r->result->checksum, "write");
	return 0;
}

static int name_archive(struct bdl_run *r)
{
	struct bdl_build_result *result = r->result;

	snprintf(result->archive, sizeof(result->archive), "%s.tar.gz", r->b->name);
	snprintf(result->checksum, sizeof(result->checksum), "%s.tar.gz.sha256", r->b->name);
	return bdl_new_file_open(&r->archive, r->places.output, result->archive, 0666, r->err);
}

/* bundle.json, as it goes into the bag. */
static int write_table(struct bdl_run *r, struct bdl_sealed_file *table)
{
	int writing, rc;

	*table = (struct bdl_sealed_file){.name = "bundle.json"};
	if (bdl_places_scratch(&r->places, &writing, &table->fd, r->err) < 0)
		return -1;
	rc = bdl_bundle_write_json(r->b, r->o->record_times, writing, r->places.work_path, r->err);
	bdl_close_quietly(writing);
	return rc;
}

/* The PDFs as they go into the bag, each open for reading: all but copies of originals. */
static int open_pdfs(struct bdl_run *r, struct bdl_sealed_file *pdfs, size_t *count)
{
	for (size_t i = 0; i < r->pdf_count; i++) {
		struct bdl_sealed_file *pdf = &pdfs[*count];

		if (!r->pdfs[i].tag[0])
			continue;
		*pdf = (struct bdl_sealed_file){
			.name = r->pdfs[i].tag, .digest = r->pdfs[i].sha256};
		pdf->fd = bdl_run_reopen(r->pdfs[i].pdf.fd, r->pdfs[i].file, r->err);
		if (pdf->fd < 0)
			return -1;
		(*count)++;
	}
	return 0;
}

static int write_archive(struct bdl_run *r, struct bdl_sealed_file *files, size_t count)
{
	const struct bdl_seal_input in = {.bundle = r->b,
		.folder = r->places.evidence,
		.files = files,
		.file_count = count,
		.threads = r->o->jobs,
		.versions = bdl_arena_printf(
			&r->b->arena, BDL_BYTES_BY "; %s", bdl_pool_version(r->pool)),
		.progress = tell_sealing,
		.progress_data = r};

	if (!in.versions)
		return bdl_fail_memory(r->err);
	return bdl_seal(&in, r->archive.fd, r->result->archive_sha256, r->err);
}

static int seal(struct bdl_run *r)
{
	struct bdl_sealed_file *files = calloc(r->pdf_count + 1, sizeof(*files));
	size_t count = 0;
	struct stat st;
	int rc = files ? 0 : bdl_fail_memory(r->err);

	if (rc == 0)
		rc = name_archive(r);
	if (rc == 0)
		rc = open_pdfs(r, files, &count);
	if (rc == 0)
		rc = write_table(r, &files[count++]);
	if (rc == 0)
		rc = write_archive(r, files, count);
	for (size_t i = 0; i < count; i++)
		bdl_close_quietly(files[i].fd);
	free(files);
	if (rc < 0)
		return -1;
	if (fstat(r->archive.fd, &st) < 0)
		return bdl_fail_errno(r->err, r->result->archive, "examine");
	r->result->archive_size = (uint64_t)st.st_size;
	return write_checksum(r);
}

int bdl_prove_and_seal(struct bdl_run *r)
{
	struct bdl_proofs proofs = BDL_PROOFS_INIT;
	int rc = bdl_run_tell_or_stop(r, BDL_DOING_PROVE);

	if (rc == 0)
		rc = bdl_proofs_begin(&proofs, r, r->pdfs, r->pdf_count);
	r->proofs = &proofs;
	if (rc == 0)
		rc = seal(r);
	/* sealing also stops because a proof has failed, and then that is the reason */
	if (rc == 0 || proofs.rc < 0)
		rc = bdl_proofs_finish(&proofs);
	r->proofs = NULL;
	bdl_proofs_release(&proofs);
	return rc;
}

/* Of all files that are to appear; in the arena. NULL with r->err. */
static struct bdl_new_file **list_files(struct bdl_run *r, size_t *count)
{
	struct bdl_new_file **files =
		bdl_arena_alloc(&r->b->arena, (r->pdf_count + 2) * sizeof(struct bdl_new_file *));

	if (!files) {
		bdl_fail_memory(r->err);
		return NULL;
	}
	*count = 0;
	files[(*count)++] = &r->archive;
	files[(*count)++] = &r->checksum;
	for (size_t i = 0; i < r->pdf_count; i++)
		files[(*count)++] = &r->pdfs[i].pdf;
	return files;
}

int bdl_deliver(struct bdl_run *r)
{
	struct bdl_new_file **files;
	size_t count;

	for (size_t i = 0; i < r->pdf_count; i++)
		if (!r->pdfs[i].proven)
			return bdl_fail(r->err, BDL_EINTERNAL, r->pdfs[i].file, "was not proven");
	files = list_files(r, &count);
	if (!files)
		return -1;
	/* two builds into one folder outside the evidence must not mix their files */
	if (flock(r->places.output, LOCK_EX) < 0)
		return bdl_fail_errno(r->err, r->places.output_shown, "lock the folder");
	if (r->places.output_created && bdl_sync_parent(r->places.output) < 0)
		return bdl_fail_errno(r->err, r->places.output_shown, "make safe on the disk");
	if (bdl_new_files_commit(files, count, r->err) < 0)
		return -1;
	bdl_earlier_remove(r);
	return 0;
}
