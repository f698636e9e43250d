/* bundle timestamp: asks for a time stamp of a sealed archive, and keeps the answer beside it. */
#include "base/file.h"
#include "bundle.h"
#include "commands.h"
#include "options.h"
#include "progress.h"
#include "say.h"
#include "say_beside.h"
#include "send.h"
#include "surroundings.h"
#include <fcntl.h>
#include <stdio.h>

struct stamp {
	struct bdl_stamp_options o;
	struct progress progress;
	const char *response, *authority;
	bool quiet;
};

/* For a shell: in quotes, whatever is in it. */
static void say_quoted(const char *name)
{
	say("'");
	for (; *name; name++)
		if (*name == '\'')
			say("'\\''");
		else
			say("%c", *name);
	say("'");
}

static void say_what_next(const struct stamp *s, const char *request)
{
	say("Asked for a time stamp: ");
	say_name(stdout, request);
	say("\nIt holds a hash and a random number, nothing of your evidence. Send it to an "
	    "authority "
	    "that gives time stamps:\n\n"
	    "  curl --header 'Content-Type: application/timestamp-query' --data-binary \\\n    @");
	say_quoted(request);
	say(" --output answer.tsr https://THE-AUTHORITY\n\n"
	    "Then hand over its answer:\n\n  bundle timestamp --response answer.tsr ");
	say_quoted(s->o.archive);
	say("\n");
}

static int ask_for_one(struct stamp *s, struct bdl_error *err)
{
	char path[4096];

	if (bdl_stamp_ask(&s->o, path, err) < 0)
		return -1;
	progress_end(&s->progress);
	if (!s->quiet && !s->authority)
		say_what_next(s, path);
	return 0;
}

/* The request that is there is sent again where an earlier answer did not come. */
static int fetch(struct stamp *s, struct bdl_buffer *response, struct bdl_error *err)
{
	struct bdl_buffer request = BDL_BUFFER_INIT;
	struct bdl_error none = {0};
	int rc = bdl_stamp_request(s->o.archive, &request, &none);

	if (rc < 0 && none.code == BDL_EPATH)
		rc = ask_for_one(s, err) < 0 ? -1 : bdl_stamp_request(s->o.archive, &request, err);
	else if (rc < 0)
		*err = none;
	if (rc == 0)
		rc = send_request(s->authority, &request, response, err);
	bdl_buffer_release(&request);
	return rc;
}

static int read_response(const char *path, struct bdl_buffer *response, struct bdl_error *err)
{
	int fd = bdl_open_regular(AT_FDCWD, path, err);
	int rc = fd < 0 ? -1 : bdl_read_fd(fd, path, BDL_WITNESS_MOST, response, err);

	bdl_close_quietly(fd);
	return rc;
}

static int keep(struct stamp *s, struct bdl_error *err)
{
	struct bdl_buffer response = BDL_BUFFER_INIT;
	struct bdl_beside_one kept;
	int rc =
		s->response ? read_response(s->response, &response, err) : fetch(s, &response, err);

	if (rc == 0)
		rc = bdl_stamp_keep(
			&s->o, s->response ? s->response : s->authority, &response, &kept, err);
	bdl_buffer_release(&response);
	if (rc < 0)
		return -1;
	progress_end(&s->progress);
	if (!s->quiet)
		say_beside(&kept, BDL_WITNESS_STAMP, NULL);
	return 0;
}

static int run(struct stamp *s)
{
	struct bdl_error err = {0};
	int rc;

	progress_start(&s->progress, s->quiet);
	s->o.progress = progress_tell;
	s->o.progress_data = &s->progress;
	rc = s->response || s->authority ? keep(s, &err) : ask_for_one(s, &err);
	progress_end(&s->progress);
	if (rc == 0)
		return EXIT_DONE;
	complain(&err);
	return EXIT_UNFINISHED;
}

int cmd_timestamp(int argc, char **argv)
{
	struct stamp s = {.quiet = false};
	const struct option options[] = {
		{"response", 0, OPTION_TEXT, &s.response, "FILE",
			"the authority's answer: checked, then kept as ARCHIVE.tsr", 0, 0},
		{"tsa", 0, OPTION_TEXT, &s.authority, "URL",
			"send the request there with curl, and keep the answer", 0, 0},
		{"quiet", 'q', OPTION_FLAG, &s.quiet, NULL, "only say what is wrong", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "timestamp",
		.arguments = "ARCHIVE",
		.summary = "Asks for a time stamp (RFC 3161) of a sealed archive that is intact: "
			   "writes "
			   "the request, ARCHIVE.tsq, beside it.",
		.more = "Nothing is sent anywhere unless --tsa says where to. The authority learns "
			"a "
			"hash, no more.\n"
			"bundle verify checks the answer. Without this program:\n"
			"  openssl ts -verify -in ARCHIVE.tsr -data tagmanifest-sha256.txt -CAfile "
			"CA.pem",
		.options = options,
		.least = 1,
		.most = 1};
	int n = options_parse(&usage, argc, argv, &s.o.archive);

	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	if (s.response && s.authority) {
		complain_text("timestamp: --response and --tsa exclude each other");
		return EXIT_USAGE;
	}
	if (s.authority && !send_is_address(s.authority)) {
		complain_text("--tsa %s: is no address that begins with http:// or https://",
			s.authority);
		return EXIT_USAGE;
	}
	s.o.now = seconds_now();
	s.o.temporary = temporary_folder();
	s.o.reader = reader_path();
	return run(&s);
}
