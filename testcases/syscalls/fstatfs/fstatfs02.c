// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors of fstatfs(): a descriptor that is not open, a buffer that cannot be written. The latter is for the
 * system call itself, for the C library's function clears the buffer first.
 */
#include "tst_test.h"

static int fd = -1;

static void run(void)
{
	struct statfs st;

	TST_EXP_FAIL(fstatfs(-1, &st), EBADF, "fstatfs() of descriptor -1");
	TST_EXP_FAIL(syscall(SYS_fstatfs, fd, (void *)-1), EFAULT, "fstatfs() to (void *)-1");
}

static void setup(void)
{
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
