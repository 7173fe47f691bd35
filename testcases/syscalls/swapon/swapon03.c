// SPDX-License-Identifier: GPL-2.0-or-later
/* swapon() gives ENOSYS in a kernel without an MMU, which cannot swap. */
#include "tst_test.h"

#define SIZE (10 * 4096)

static void run(void)
{
	TST_EXP_FAIL(syscall(SYS_swapon, "swapfile", 0), ENOSYS, "swapon() of a file");
	tst_res(TCONF, "no swap without an MMU: more than MAX_SWAPFILES swap files cannot be tried");
}

static void setup(void)
{
	int fd = SAFE_OPEN("swapfile", O_RDWR | O_CREAT, 0600);

	SAFE_FTRUNCATE(fd, SIZE);
	SAFE_PWRITE(1, fd, "SWAPSPACE2", 10, 4096 - 10);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
