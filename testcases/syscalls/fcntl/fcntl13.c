// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors of fcntl(): an unknown command, locks that cannot be read or are none, a descriptor that is not
 * open.
 */
#include "locks.h"

#define BAD_POINTER ((void *)-1)

static int fd = -1;
static const int not_open = -1;
static struct flock good = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
static struct flock bad_whence = {.l_type = F_WRLCK, .l_whence = -1};

static const struct row {
	const int *fd;
	int cmd;
	void *arg;
	int err;
	const char *name;
} rows[] = {
	{&fd, 99999, &good, EINVAL, "command 99999"},
	{&fd, F_SETLK, BAD_POINTER, EFAULT, "F_SETLK, lock at (void *)-1"},
	{&fd, F_SETLKW, BAD_POINTER, EFAULT, "F_SETLKW, lock at (void *)-1"},
	{&fd, F_GETLK, BAD_POINTER, EFAULT, "F_GETLK, lock at (void *)-1"},
	{&fd, F_SETLK, &bad_whence, EINVAL, "F_SETLK, l_whence -1"},
	{&not_open, F_GETLK, &good, EBADF, "F_GETLK, descriptor -1"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL2(fcntl(*rows[nr].fd, rows[nr].cmd, rows[nr].arg), rows[nr].err, "fcntl(): %s",
		      rows[nr].name);
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
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
