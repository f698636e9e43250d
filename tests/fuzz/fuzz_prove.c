/*
 * Fuzz prove: the input is claims and, from "%PDF" on, a bundle. Whatever they are, prove comes to
 * an end, says at most a hundred lines without control characters, and leaves nothing behind.
 */
#define _GNU_SOURCE /* memmem() */
#include "small.h"

#include "bind/prove.h"
#include "mutate.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t *find(const uint8_t *in, size_t length, const char *words)
{
	return memmem(in, length, words, strlen(words));
}

static void check(const struct bdl_buffer *findings)
{
	size_t lines = 0;

	for (size_t i = 0; i < findings->length; i++) {
		if (findings->data[i] == '\n')
			lines++;
		else if (findings->data[i] >= 0 && findings->data[i] < ' ')
			fault("a finding holds a control character");
	}
	if (lines > 100 || (findings->length && findings->data[findings->length - 1] != '\n'))
		fault("%zu findings, or one without an end", lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const uint8_t *pdf = find(bytes, length, "%PDF");
	struct bdl_buffer findings = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	size_t claims = pdf ? (size_t)(pdf - bytes) : length, size = length - claims;
	/* each in memory of its own, so that one byte too far is seen */
	char *own_claims = malloc(claims + 1), *own_pdf = malloc(size + 1);

	if (!own_claims || !own_pdf)
		fault("no memory");
	own_claims = realloc(own_claims, claims ? claims : 1);
	own_pdf = realloc(own_pdf, size ? size : 1);
	memcpy(own_claims, bytes, claims);
	memcpy(own_pdf, bytes + claims, size);
	if (bdl_prove(own_pdf, size, own_claims, claims, &findings, &err) < 0 && err.code == BDL_OK)
		fault("failed without a word");
	check(&findings);
	bdl_buffer_release(&findings);
	free(own_claims);
	free(own_pdf);
	return 0;
}

/* The last table of objects, made right again where a changed object has moved what follows. */
static size_t mend(uint8_t *bytes, size_t length, size_t most)
{
	const uint8_t *pdf = find(bytes, length, "%PDF"), *table, *end;
	size_t start, rows, at;
	char tail[200];
	int n;

	if (!pdf)
		return length;
	start = (size_t)(pdf - bytes);
	table = find(pdf, length - start, "\nxref\n0 ");
	if (!table)
		return length;
	end = find(table, (size_t)(bytes + length - table), "trailer");
	rows = strtoul((const char *)table + 8, NULL, 10);
	at = (size_t)(table + 8 - bytes);
	while (at < length && bytes[at++] != '\n')
		;
	if (!end || rows > 5000 || at + 20 * rows > (size_t)(end - bytes))
		return length;
	for (size_t i = start; i + 8 < at; i++) {
		size_t number = 0, from = i + 1;

		if (bytes[i] != '\n' || bytes[from] < '0' || bytes[from] > '9')
			continue;
		for (i = from; i < at && bytes[i] >= '0' && bytes[i] <= '9' && number < 100000; i++)
			number = number * 10 + (size_t)(bytes[i] - '0');
		if (number > 0 && number < rows && memcmp(bytes + i, " 0 obj", 6) == 0) {
			snprintf(tail, sizeof(tail), "%010zu 00000 n \n", from - start);
			memcpy(bytes + at + 20 * number, tail, 20);
		}
		i--;
	}
	n = snprintf(tail, sizeof(tail), "startxref\n%zu\n%%%%EOF\n", (size_t)(table + 1 - pdf));
	end = find(bytes + at, length - at, "startxref");
	if (!end || (size_t)(end - bytes) + (size_t)n > most)
		return length;
	memcpy(bytes + (end - bytes), tail, (size_t)n);
	return (size_t)(end - bytes) + (size_t)n;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t most, unsigned seed)
{
	uint32_t dice = seed;

	length = LLVMFuzzerMutate(bytes, length, most - 1);
	bytes[length] = 0; /* so that numbers can be read to their end; not part of the input */
	return roll(&dice, 4) ? mend(bytes, length, most - 1) : length;
}
