// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A flock() belongs to the open file: a child cannot have it by an open() of its own, but may unlock it
 * through the inherited descriptor, and then its own gets the lock.
 */
#include <sys/file.h>
#include "tst_test.h"

#define FILE_NAME "file"

static int fd = -1;

TST_CHILD(child)
{
	const int inherited = tst_args_fd(args, 0);
	const int own = SAFE_OPEN(tst_args_str(args, 1), O_RDWR);

	TST_EXP_FAIL(flock(own, LOCK_EX | LOCK_NB), EWOULDBLOCK,
		     "child, own descriptor: locked by the parent");
	TST_EXP_PASS(flock(inherited, LOCK_UN), "child, inherited descriptor: unlock");
	TST_EXP_PASS(flock(own, LOCK_EX | LOCK_NB), "child, own descriptor: lock after that");
}

static void run(void)
{
	fd = SAFE_OPEN(FILE_NAME, O_RDWR | O_CREAT, 0600);
	TST_EXP_PASS(flock(fd, LOCK_EX | LOCK_NB), "parent: lock");
	TST_EXP_EXITED(tst_spawn(child, tst_arg_fd(fd), tst_arg_str(FILE_NAME)), 0, "child");
	SAFE_CLOSE(fd);
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
