// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of write(): a bad descriptor, a bad buffer, a pipe that nobody reads. */
#include "tst_test.h"

static char buf[100];

static void bad_descriptor(void)
{
	TST_EXP_FAIL2(write(-1, buf, sizeof(buf)), EBADF, "write() to descriptor -1");
}

static void bad_buffer(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);

	TST_EXP_FAIL2(write(fd, tst_get_bad_addr(NULL), sizeof(buf)), EFAULT,
		      "write() from a buffer that is mapped nowhere");
	SAFE_CLOSE(fd);
}

static void no_reader(void)
{
	int fds[2];

	SAFE_PIPE(fds);
	SAFE_CLOSE(fds[0]);
	TST_EXP_FAIL2(write(fds[1], buf, sizeof(buf)), EPIPE,
		      "write() to a pipe without a reader, SIGPIPE ignored");
	SAFE_CLOSE(fds[1]);
}

static void (*const rows[])(void) = {bad_descriptor, bad_buffer, no_reader};

static void run(unsigned int nr)
{
	rows[nr]();
}

static void setup(void)
{
	SAFE_SIGNAL(SIGPIPE, SIG_IGN);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
