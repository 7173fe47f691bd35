// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fstat(), as the user nobody, into memory that is not the program's gives EFAULT. The system call itself is
 * made: the C library's function has a buffer of its own.
 */
#include "tst_test.h"

static int fd = -1;
static void *bad[2];

static void run(unsigned int nr)
{
	TST_EXP_FAIL(syscall(SYS_fstat, fd, bad[nr]), EFAULT, "fstat() to %s",
		     nr == 0 ? "an unmapped address" : "(void *)-1");
}

static void setup(void)
{
	SAFE_SETEUID(SAFE_GETPWNAM("nobody")->pw_uid);
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0666);
	/* Not the memory behind the break, as with an MMU: without one it may be anybody's. */
	bad[0] = tst_get_bad_addr(NULL);
	bad[1] = (void *)-1;
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(bad),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
