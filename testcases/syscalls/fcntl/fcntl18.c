// SPDX-License-Identifier: GPL-2.0-or-later
/* F_GETLK into a bad pointer gives EFAULT, an unknown command EINVAL. */
#include "tst_test.h"

#define NOBODY 65534

static int fd = -1;

static void run(void)
{
	pid_t pid;

	TST_EXP_FAIL2(fcntl(fd, F_GETLK, (void *)-1), EFAULT, "F_GETLK into (void *)-1");
	TST_EXP_FAIL2(fcntl(fd, F_GETLK, (void *)-1), EFAULT, "F_GETLK into (void *)-1, again");
	TST_VFORK(pid) {
		/* The system call itself: only the child is to change its user. */
		if (syscall(SYS_setresuid, -1, NOBODY, -1) < 0)
			tst_brk(TBROK | TERRNO, "setresuid()");
		TST_EXP_FAIL2(fcntl(fd, -1, 0), EINVAL, "command -1, as nobody");
	}
	TST_EXP_EXITED(pid, 0);
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
	.needs_root = 1,
	.needs_tmpdir = 1,
};
