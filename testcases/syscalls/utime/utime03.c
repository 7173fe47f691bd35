// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * utime() without times, by a user who is not the owner but may write to the file, sets both times of the
 * file to now.
 */
#include "tst_test.h"

#include <utime.h>

#define FILE_NAME "file"
#define LONG_AGO 1000000

static uid_t nobody;

/* The clock that file times come from. */
static time_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME_COARSE, &ts);
	return ts.tv_sec;
}

static void check(const char *name, time_t time, time_t start, time_t end)
{
	TST_EXP_EXPR(time >= start && time <= end, "%s is from %lld to %lld: %lld", name, (long long)start,
		     (long long)end, (long long)time);
}

static void run(void)
{
	const time_t start = now();
	struct stat st;
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		TST_EXP_PASS(utime(FILE_NAME, NULL), "utime(file of bin with mode 0766, NULL) as nobody");
	}
	TST_EXP_EXITED(pid, 0);
	SAFE_STAT(FILE_NAME, &st);
	check("access time", st.st_atime, start, now());
	check("modification time", st.st_mtime, start, now());
}

static void setup(void)
{
	const struct utimbuf times = {LONG_AGO, LONG_AGO};

	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_CHMOD(".", 0755);
	SAFE_TOUCH(FILE_NAME, 0766, NULL);
	SAFE_CHOWN(FILE_NAME, SAFE_GETPWNAM("bin")->pw_uid, -1);
	SAFE_CHMOD(FILE_NAME, 0766);
	SAFE_UTIME(FILE_NAME, &times);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
