// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors of pwrite(). The program break is no border without an MMU: what lies there is the program's own
 * memory, and a write from it must succeed. EFAULT is for a bad address.
 */
#define _GNU_SOURCE
#include "tst_test.h"

#define BYTES 1024

static int fds[2] = {-1, -1}, file = -1, read_only = -1;
static char buf[BYTES];

static void run(void)
{
	TST_EXP_FAIL2(pwrite(fds[1], buf, BYTES, 0), ESPIPE, "pwrite() on a pipe");
	TST_EXP_FAIL2(pwrite(file, buf, BYTES, -1), EINVAL, "pwrite() at offset -1");
	TST_EXP_FAIL2(pwrite(-1, buf, BYTES, 0), EBADF, "pwrite() on descriptor -1");
	TST_EXP_FAIL2(pwrite(read_only, buf, BYTES, 0), EBADF, "pwrite() on a file opened O_RDONLY");
	TST_EXP_VAL(pwrite(file, sbrk(0), BYTES, 0), BYTES, "pwrite() from the program break");
	TST_EXP_FAIL2(pwrite(file, tst_get_bad_addr(NULL), BYTES, 0), EFAULT, "pwrite() from a bad address");
}

static void setup(void)
{
	SAFE_PIPE(fds);
	file = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	read_only = SAFE_OPEN("file", O_RDONLY);
}

static void cleanup(void)
{
	int *const all[] = {&fds[0], &fds[1], &file, &read_only};

	for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
		if (*all[i] >= 0)
			SAFE_CLOSE(*all[i]);
	}
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
