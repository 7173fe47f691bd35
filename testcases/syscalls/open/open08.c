// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of open(). */
#define _GNU_SOURCE
#include "tst_test.h"

#define FILE_NAME "file"
#define DIR_NAME "dir"
#define PROGRAM "/bin/busybox"

static char long_name[NAME_MAX + 2];
static uid_t nobody;

static void as_nobody(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		TST_EXP_FAIL2(open(PROGRAM, O_WRONLY), EACCES, "open() O_WRONLY of " PROGRAM " as nobody");
	}
	TST_EXP_EXITED(pid, 0);
}

static void run(void)
{
	TST_EXP_FAIL2(open(FILE_NAME, O_CREAT | O_EXCL, 0600), EEXIST,
		      "open() O_CREAT | O_EXCL of a file that exists");
	TST_EXP_FAIL2(open(DIR_NAME, O_RDWR), EISDIR, "open() O_RDWR of a directory");
	TST_EXP_FAIL2(open(FILE_NAME, O_DIRECTORY), ENOTDIR, "open() O_DIRECTORY of a regular file");
	TST_EXP_FAIL2(open(long_name, O_RDWR), ENAMETOOLONG,
		      "open() of a name of %zu characters", strlen(long_name));
	as_nobody();
	TST_EXP_FAIL2(open(tst_get_bad_addr(NULL), O_CREAT, 0600), EFAULT,
		      "open() of a name at a bad address");
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	memset(long_name, 'a', sizeof(long_name) - 1);
	SAFE_TOUCH(FILE_NAME, 0600, NULL);
	SAFE_MKDIR(DIR_NAME, 0700);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
