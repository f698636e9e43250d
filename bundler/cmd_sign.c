/* bundle sign: a signature beside a sealed archive, made with the user's own key. */
#include "ask.h"
#include "bundle.h"
#include "commands.h"
#include "options.h"
#include "progress.h"
#include "say.h"
#include "surroundings.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct sign {
	struct bdl_sign_options o;
	struct progress progress;
	const char *passphrase_file;
	char words[BDL_PASSPHRASE_MOST]; /* its first line */
	bool quiet;
};

/* The first line of a file, which may be a pipe. */
static int read_passphrase(struct sign *s)
{
	int fd = open(s->passphrase_file, O_RDONLY | O_CLOEXEC), sys;
	size_t n = 0;
	ssize_t got = fd < 0 ? -1 : 1;

	while (got > 0 && n < sizeof(s->words) - 1) {
		got = read(fd, s->words + n, sizeof(s->words) - 1 - n);
		if (got < 0 && errno == EINTR && !was_asked_to_stop())
			got = 1;
		else if (got > 0)
			n += (size_t)got;
	}
	sys = errno;
	s->words[n] = '\0';
	s->words[strcspn(s->words, "\r\n")] = '\0';
	if (fd >= 0)
		close(fd);
	if (got >= 0)
		return 0;
	complain_text("--passphrase-file %s: cannot read: %s", s->passphrase_file, strerror(sys));
	return -1;
}

static enum bdl_passphrase_end passphrase(
	void *data, const char *path, char out[BDL_PASSPHRASE_MOST])
{
	struct sign *s = data;
	char question[512];

	if (s->passphrase_file) {
		memcpy(out, s->words, sizeof(s->words));
		return BDL_PASSPHRASE_GIVEN;
	}
	if (!ask_is_possible())
		return BDL_PASSPHRASE_NONE;
	snprintf(question, sizeof(question), "Passphrase of %s (it is not shown)", path);
	switch (ask_secret(question, out, BDL_PASSPHRASE_MOST)) {
	case ASK_ANSWERED:
	case ASK_SKIPPED:
		return BDL_PASSPHRASE_GIVEN;
	case ASK_STOPPED:
		return BDL_PASSPHRASE_STOPPED;
	case ASK_NO_MORE:
		break;
	}
	return BDL_PASSPHRASE_NONE;
}

static void say_signed(const struct bdl_beside_one *one)
{
	uint8_t digest[BDL_SHA256_SIZE];

	say("Signed: ");
	say_name(stdout, one->path);
	say("\n  by           ");
	say_name(stdout, one->witness.subject);
	say("\n  certificate  ");
	if (bdl_unhex(one->witness.fingerprint, digest) == 0)
		say_digest("               ", digest);
	say("\nSend it along with the archive. Whoever does not know who issued your certificate "
	    "compares "
	    "its\nfingerprint, the figures above: give them that in another way.\n");
}

static int run(struct sign *s)
{
	struct bdl_beside_one signature;
	struct bdl_error err = {0};
	int rc;

	progress_start(&s->progress, s->quiet);
	s->o.progress = progress_tell;
	s->o.progress_data = &s->progress;
	rc = bdl_sign_archive(&s->o, &signature, &err);
	progress_end(&s->progress);
	if (rc < 0) {
		complain(&err);
		return EXIT_UNFINISHED;
	}
	if (s->quiet)
		return EXIT_DONE;
	say_signed(&signature);
	return EXIT_DONE;
}

static bool is_complete(const struct bdl_signer_options *o)
{
	if (o->p12 ? !o->key && !o->certificate : o->key && o->certificate)
		return true;
	complain_text("sign: give --key KEY.pem and --cert CERT.pem, or --p12 FILE alone");
	advise("see bundle sign --help");
	return false;
}

int cmd_sign(int argc, char **argv)
{
	struct sign s = {.quiet = false};
	const struct option options[] = {
		{"key", 0, OPTION_TEXT, &s.o.signer.key, "KEY",
			"your private key, PEM: RSA or ECDSA", 0, 0},
		{"cert", 0, OPTION_TEXT, &s.o.signer.certificate, "CERT",
			"the certificate of that key, PEM", 0, 0},
		{"p12", 0, OPTION_TEXT, &s.o.signer.p12, "FILE",
			"or both in one file, PKCS#12 (.p12, .pfx)", 0, 0},
		{"chain", 0, OPTION_TEXT, &s.o.signer.chain, "FILE",
			"further certificates that go along, PEM", 0, 0},
		{"passphrase-file", 0, OPTION_TEXT, &s.passphrase_file, "FILE",
			"its first line opens the key; else you are asked", 0, 0},
		{"quiet", 'q', OPTION_FLAG, &s.quiet, NULL, "only say what is wrong", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "sign",
		.arguments = "ARCHIVE",
		.summary = "Signs a sealed archive that is intact: writes ARCHIVE.p7s beside it.",
		.more = "The signature (CMS, detached) is over tagmanifest-sha256.txt, whose hash "
			"is the "
			"seal.\n"
			"bundle verify checks it. Without this program:\n"
			"  openssl cms -verify -binary -inform DER -in ARCHIVE.p7s \\\n"
			"    -content tagmanifest-sha256.txt -CAfile CA.pem -out /dev/null",
		.options = options,
		.least = 1,
		.most = 1};
	int n = options_parse(&usage, argc, argv, &s.o.archive);

	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	if (!is_complete(&s.o.signer))
		return EXIT_USAGE;
	if (s.passphrase_file && read_passphrase(&s) < 0)
		return EXIT_UNFINISHED;
	s.o.signer.passphrase = passphrase;
	s.o.signer.passphrase_data = &s;
	s.o.signer.now = seconds_now();
	s.o.temporary = temporary_folder();
	s.o.reader = reader_path();
	n = run(&s);
	bdl_wipe(s.words, sizeof(s.words));
	return n;
}
