/*
 * See office_kit.h. The shapes of LibreOfficeKit's tables of functions are fixed: new ones are only
 * ever added behind. Whatever the document does to LibreOffice happens in a child that has no
 * descriptor of the reader's, and that the kernel ends when its time is up: the sandbox lets no
 * process signal another.
 */
#define _GNU_SOURCE /* close_range() */
#include "read/office_kit.h"

#include "base/file.h"
#include "read/office_program.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROGRAM "/usr/lib/libreoffice/program"
#define LIBRARY PROGRAM "/libmergedlo.so"
#define SECONDS 20 /* of the 30 that a reader has */
#define PATH_ROOM 4352
#define PDF_MAX ((size_t)512 * 1024 * 1024)

struct document;

struct document_table {
	size_t size;
	void (*destroy)(struct document *);
	int (*save_as)(struct document *, const char *url, const char *format, const char *options);
};

struct document {
	const struct document_table *table;
};

struct office;

struct office_table {
	size_t size;
	void (*destroy)(struct office *);
	struct document *(*load)(struct office *, const char *url);
	char *(*get_error)(struct office *);
	struct document *(*load_with_options)(
		struct office *, const char *url, const char *options);
};

struct office {
	const struct office_table *table;
};

typedef struct office *office_hook(const char *program, const char *profile_url);

/*
 * A profile that lets nothing of a document run or reach out. The last version keeps LibreOffice
 * from testing its drawing for a second at its first start.
 */
static const char profile[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\""
	" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
	" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
	"<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
	"<prop oor:name=\"MacroSecurityLevel\" oor:op=\"fuse\"><value>3</value></prop>"
	"<prop oor:name=\"DisableMacrosExecution\" oor:op=\"fuse\"><value>true</value></prop>"
	"<prop oor:name=\"BlockUntrustedRefererLinks\" oor:op=\"fuse\"><value>true</value></prop>"
	"</item>\n"
	"<item oor:path=\"/org.openoffice.Office.Writer/Content/Update\">"
	"<prop oor:name=\"Link\" oor:op=\"fuse\"><value>0</value></prop></item>\n"
	"<item oor:path=\"/org.openoffice.Office.Calc/Content/Update\">"
	"<prop oor:name=\"Link\" oor:op=\"fuse\"><value>1</value></prop></item>\n"
	"<item oor:path=\"/org.openoffice.Setup/Product\">"
	"<prop oor:name=\"ooSetupLastVersion\" oor:op=\"fuse\"><value>99.9</value></prop></item>\n"
	"<item oor:path=\"/org.openoffice.Setup/Office\">"
	"<prop oor:name=\"ooSetupInstCompleted\" "
	"oor:op=\"fuse\"><value>true</value></prop></item>\n"
	"<item oor:path=\"/org.openoffice.Office.Common/Misc\">"
	"<prop oor:name=\"FirstRun\" oor:op=\"fuse\"><value>false</value></prop></item>\n"
	"</oor:items>\n";

bool bdl_office_present(void)
{
	return access(LIBRARY, R_OK) == 0;
}

void bdl_office_build(char out[BDL_OFFICE_BUILD])
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_error ignored = {0};
	int fd = open(PROGRAM "/versionrc", O_RDONLY | O_CLOEXEC);
	const char *at = NULL;

	out[0] = '\0';
	if (fd < 0)
		return;
	if (bdl_read_fd(fd, "", 64 * 1024, &text, &ignored) == 0)
		at = strstr(bdl_buffer_string(&text), "\nbuildid=");
	if (at) {
		at += strlen("\nbuildid=");
		snprintf(out, BDL_OFFICE_BUILD, "%.*s", (int)strcspn(at, "\r\n"), at);
	}
	bdl_buffer_release(&text);
	bdl_close_quietly(fd);
}

/* scratch: an absolute path that this program made, so that it needs no escaping in an address. */
static int put_file(const char *scratch, const char *name, const void *bytes, size_t length)
{
	char path[PATH_ROOM];
	int fd, rc;

	snprintf(path, sizeof(path), "%s/%s", scratch, name);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return -1;
	rc = bdl_write_all(fd, bytes, length);
	bdl_close_quietly(fd);
	return rc;
}

static int prepare(const char *scratch, const char *name, const void *bytes, size_t length)
{
	static const char *const folders[] = {"office", "office/profile", "office/profile/user"};
	struct bdl_error ignored = {0};
	char path[PATH_ROOM];

	if (strlen(scratch) > PATH_ROOM - 256)
		return -1;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		snprintf(path, sizeof(path), "%s/%s", scratch, folders[i]);
		if (bdl_make_dirs(AT_FDCWD, path, &ignored) < 0)
			return -1;
	}
	if (put_file(scratch, "office/profile/user/registrymodifications.xcu", profile,
		    sizeof(profile) - 1) < 0)
		return -1;
	return put_file(scratch, name, bytes, length);
}

/* The kernel kills this process when the time is up, whatever it is doing. */
static int limit_time(void)
{
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL};
	const struct itimerspec after = {.it_value.tv_sec = SECONDS};
	timer_t timer;

	return timer_create(CLOCK_MONOTONIC, &event, &timer) < 0
		       ? -1
		       : timer_settime(timer, 0, &after, NULL);
}

static int settle(const char *scratch)
{
	int null = open("/dev/null", O_RDWR);

	if (null < 0)
		return -1;
	for (int fd = 0; fd < 3; fd++)
		if (dup2(null, fd) < 0)
			return -1;
	if (close_range(3, ~0u, 0) < 0 && errno != ENOSYS)
		return -1;
	if (setenv("HOME", scratch, 1) < 0 || setenv("TMPDIR", scratch, 1) < 0 ||
		setenv("SAL_USE_VCLPLUGIN", "svp", 1) < 0)
		return -1;
	return limit_time();
}

/* In the child: everything up to the PDF in scratch. */
static int convert(const char *scratch, const char *name)
{
	char from[PATH_ROOM], to[PATH_ROOM], at[PATH_ROOM];
	struct document *document;
	struct office *office;
	office_hook *hook;
	void *library;

	if (settle(scratch) < 0)
		return -1;
	snprintf(from, sizeof(from), "file://%s/%s", scratch, name);
	snprintf(to, sizeof(to), "file://%s/office/out.pdf", scratch);
	snprintf(at, sizeof(at), "file://%s/office/profile", scratch);
	library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return -1;
	*(void **)&hook = dlsym(library, "libreofficekit_hook_2");
	office = hook ? hook(PROGRAM, at) : NULL;
	if (!office)
		return -1;
	document = office->table->load_with_options(office, from, "Language=en-GB,Batch=true");
	return document && document->table->save_as(document, to, "pdf", NULL) ? 0 : -1;
}

/* In the child: the same through the program, for what the library cannot do. */
static int convert_by_program(const char *scratch, const char *name)
{
	int folder;

	/* a timer of settle() does not outlive the start of a program, an alarm does */
	if (settle(scratch) < 0)
		return -1;
	folder = open(scratch, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0 || fchdir(folder) < 0)
		return -1;
	alarm(SECONDS);
	return bdl_office_become(scratch, name);
}

/* status: of the exit, where it ended by itself. */
static enum bdl_office_answer wait_for(pid_t child, int *exit_status)
{
	int status = 0;

	*exit_status = -1;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return BDL_OFFICE_FAILED;
	if (WIFEXITED(status))
		*exit_status = WEXITSTATUS(status);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return BDL_OFFICE_DONE;
	return WIFSIGNALED(status) && (WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGALRM)
		       ? BDL_OFFICE_SLOW
		       : BDL_OFFICE_FAILED;
}

static int take(const char *scratch, const char *name, struct bdl_buffer *out)
{
	struct bdl_error ignored = {0};
	char path[PATH_ROOM];
	int fd, rc;

	snprintf(path, sizeof(path), "%s/office/%s", scratch, name);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return -1;
	rc = bdl_read_fd(fd, "", PDF_MAX, out, &ignored);
	bdl_close_quietly(fd);
	return rc < 0 || out->length == 0 ? -1 : 0;
}

static bool is_spreadsheet(const char *format)
{
	return strcmp(format, "xlsx") == 0 || strcmp(format, "xls") == 0 ||
	       strcmp(format, "ods") == 0;
}

/* One attempt, in a child. */
static enum bdl_office_answer attempt(
	const char *scratch, const char *name, bool by_program, int *status)
{
	pid_t child = fork();

	if (child == 0)
		_exit((by_program ? convert_by_program(scratch, name) : convert(scratch, name)) < 0
				? 1
				: 0);
	if (child < 0)
		return BDL_OFFICE_FAILED;
	return wait_for(child, status);
}

enum bdl_office_answer bdl_office_convert(struct bdl_reading *r, const void *bytes, size_t length,
	const char *format, struct bdl_buffer *out)
{
	const bool by_program = is_spreadsheet(format);
	enum bdl_office_answer answer;
	char name[64];
	int status = 0;

	if (!bdl_office_present())
		return BDL_OFFICE_ABSENT;
	snprintf(name, sizeof(name), "office/in.%s", format);
	if (prepare(r->scratch, name, bytes, length) < 0)
		return BDL_OFFICE_FAILED;
	answer = attempt(r->scratch, name, by_program, &status);
	if (by_program && status == BDL_OFFICE_AGAIN)
		answer = attempt(r->scratch, name, by_program, &status);
	if (answer == BDL_OFFICE_DONE &&
		take(r->scratch, by_program ? "in.pdf" : "out.pdf", out) < 0)
		return BDL_OFFICE_FAILED;
	return answer;
}
