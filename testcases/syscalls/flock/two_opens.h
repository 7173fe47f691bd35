// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One flock() held by the parent, another asked for by a child with an open() of its own; for flock04 and
 * flock05.
 */
#ifndef TWO_OPENS_H
#define TWO_OPENS_H

#include <sys/file.h>

#include "tst_test.h"

#define FILE_NAME "file"

static int fd = -1;

static void ask(int operation, int err, const char *name)
{
	pid_t pid;
	int own;

	TST_VFORK(pid) {
		own = SAFE_OPEN(FILE_NAME, O_RDWR);
		TST_EXP_PASS_OR_FAIL(flock(own, operation | LOCK_NB), err, "%s", name);
	}
	TST_EXP_EXITED(pid, 0, "%s: child", name);
}

static void hold(int operation)
{
	fd = SAFE_OPEN(FILE_NAME, O_RDWR | O_CREAT, 0600);
	if (flock(fd, operation) < 0)
		tst_brk(TBROK | TERRNO, "flock()");
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

#endif
