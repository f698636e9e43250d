/*
 * Archives made to do harm, and archives that chance has changed: always a report, never a crash.
 */
#include "tamper.h"

#include "base/file.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static uint64_t next(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return *x >> 11;
}

/*
 * Some bytes other ones, a run copied elsewhere, or the end cut off: nearly always in a header,
 * which is where it hurts.
 */
static size_t change(char *bytes, size_t length, uint64_t *seed)
{
	size_t header = next(seed) % (length / 512) * 512;

	switch (next(seed) % 4) {
	case 0:
		bytes[header + next(seed) % 512] = (char)next(seed);
		return length;
	case 1:
		bytes[header + 124 + next(seed) % 12] = (char)('0' + next(seed) % 8);
		return length;
	case 2:
		memmove(bytes + header, bytes + next(seed) % (length / 512) * 512, 512);
		return length;
	default:
		bytes[header + 156] = (char)("0123456gxLKSVDNA"[next(seed) % 16]);
		return length - next(seed) % 2 * (next(seed) % (length / 2));
	}
}

/* The checksum of each header made right again, or the reader would look no further. */
static void mend(char *bytes, size_t length)
{
	for (size_t at = 0; at + 512 <= length; at += 512) {
		unsigned sum = 8 * ' ';

		if (memcmp(bytes + at + 257, "ustar", 5) != 0)
			continue;
		for (size_t i = 0; i < 512; i++)
			sum += i >= 148 && i < 156 ? 0 : (unsigned char)bytes[at + i];
		snprintf(bytes + at + 148, 8, "%06o", sum & 0777777);
		bytes[at + 155] = ' ';
	}
}

Test(hostile, any_change_to_a_tar_is_survived)
{
	const char *given = getenv("BUNDLE_FUZZ_ROUNDS");
	long rounds = given ? atol(given) : 400;
	struct sealed s;
	struct pieces p;
	size_t length;
	char *bytes, *copy;
	uint64_t seed = 88172645463325252u;

	sealed_init(&s);
	sealed_text(&s,
		"a letter with a name so long that its header has to be followed by another one, "
		"which is the kind "
		"of header that is most often wrong \xc5\xbb.txt",
		"Dear Sir,\n");
	sealed_noise(&s, "photo.jpg", 3000, 1);
	sealed_make(&s);
	pieces_load(&p, &s);
	pieces_save(&p, &s, "again.tar", false);
	bytes = fixture_read(&s.f, "again.tar", &length);
	copy = malloc(length);
	cr_assert_not_null(copy);
	for (long i = 0; i < rounds; i++) {
		struct bdl_report r;
		size_t left = length;

		memcpy(copy, bytes, length);
		for (uint64_t n = next(&seed) % 4 + 1; n > 0; n--)
			left = change(copy, left, &seed);
		if (i % 2)
			mend(copy, left);
		check_bytes(copy, left, &r);
		bdl_report_release(&r);
	}
	free(bytes);
	free(copy);
	pieces_release(&p);
	sealed_release(&s);
}

/*
 * Verifies one file in a child that is given 10 seconds of processor: 0 intact, 1 not, else a
 * signal or a failure.
 */
static int verdict(const char *path)
{
	int status;
	pid_t child = fork();

	cr_assert_geq(child, 0);
	if (child == 0) {
		struct bdl_buffer json = BDL_BUFFER_INIT;
		struct bdl_report r;
		int fd = open(path, O_RDONLY);

		setrlimit(RLIMIT_CPU, &(const struct rlimit){10, 10});
		alarm(200); /* of a machine that has other things to do */
		if (fd < 0 || bdl_verify_archive(fd, &json, NULL, NULL) < 0 ||
			bdl_report_from_json(&r, bdl_buffer_string(&json), json.length, NULL) < 0)
			_exit(3);
		_exit(r.intact ? 0 : 1);
	}
	while (waitpid(child, &status, 0) < 0)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static size_t walk(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	size_t count = 0;

	cr_assert_not_null(d, "%s", folder);
	while ((e = readdir(d))) {
		char path[4096];
		struct stat st;

		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		if (e->d_name[0] == '.' || lstat(path, &st) < 0)
			continue;
		if (S_ISDIR(st.st_mode))
			count += walk(path);
		if (!S_ISREG(st.st_mode))
			continue;
		cr_expect_eq(verdict(path), 1, "%s", path);
		count++;
	}
	closedir(d);
	return count;
}

Test(hostile, the_archives_that_broke_others_are_survived)
{
	char folder[4200];

	SKIP_WITHOUT_CORPUS();
	snprintf(folder, sizeof(folder), "%s/archive-bad", corpus_folder());
	cr_expect_gt(walk(folder), 100);
}
