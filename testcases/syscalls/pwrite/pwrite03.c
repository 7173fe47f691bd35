// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * pwrite() from the program break: there is the program's own memory without an MMU, so all bytes are
 * written. From a bad address it gives EFAULT and the file stays as it was.
 */
#define _GNU_SOURCE
#include "tst_test.h"

#define BYTES 1024

static int fd = -1;

static void run(void)
{
	struct stat status;

	TST_EXP_FAIL2(pwrite(fd, tst_get_bad_addr(NULL), BYTES, 0), EFAULT, "pwrite() from a bad address");
	SAFE_FSTAT(fd, &status);
	TST_EXP_EQ_LI(status.st_size, 0);
	TST_EXP_VAL(pwrite(fd, sbrk(0), BYTES, 0), BYTES, "pwrite() from the program break");
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
