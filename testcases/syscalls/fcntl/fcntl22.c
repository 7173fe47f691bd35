// SPDX-License-Identifier: GPL-2.0-or-later
/* F_SETLK on a file that another process has write-locked fails with EAGAIN. */
#include "locks.h"

static int fd = -1;

static void run(void)
{
	struct flock wish = lock_of(F_WRLCK, 0, TO_EOF);
	pid_t pid;

	/* A vfork child has a table of descriptors of its own, and so is another owner of locks. */
	TST_VFORK(pid) {
		TST_EXP_FAIL(fcntl(fd, F_SETLK, &wish), EAGAIN, "F_SETLK F_WRLCK on a file locked by the parent");
	}
	TST_EXP_EXITED(pid, 0);
}

static void setup(void)
{
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "0123456789", 10);
	lock(fd, F_WRLCK, 0, TO_EOF);
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
