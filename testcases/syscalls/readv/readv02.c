// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of readv(). When its first buffer is at a bad address, the others stay as they were. */
#define _GNU_SOURCE
#include "tst_test.h"

#define BYTES 16

static char first[BYTES], second[BYTES], untouched[BYTES];
static int fd = -1;

static void run(void)
{
	const struct iovec negative = {first, -1};
	const struct iovec one = {first, BYTES};
	const struct iovec three[] = {{tst_get_bad_addr(NULL), BYTES}, {first, BYTES}, {second, BYTES}};

	TST_EXP_FAIL2(readv(fd, &negative, 1), EINVAL, "readv() with a buffer of length -1");

	SAFE_LSEEK(fd, 0, SEEK_SET);
	TST_EXP_FAIL2(readv(fd, three, 3), EFAULT,
		      "readv() with the first of three buffers at a bad address");
	TST_EXP_EXPR(!memcmp(first, untouched, BYTES) && !memcmp(second, untouched, BYTES),
		     "the other two buffers are unchanged");

	TST_EXP_FAIL2(readv(-1, &one, 1), EBADF, "readv() of descriptor -1");
	TST_EXP_FAIL2(readv(fd, &one, -1), EINVAL, "readv() with -1 buffers");
}

static void setup(void)
{
	static char data[4 * BYTES];

	memset(data, 'd', sizeof(data));
	memset(untouched, 'u', BYTES);
	memset(first, 'u', BYTES);
	memset(second, 'u', BYTES);
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, data, sizeof(data));
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
