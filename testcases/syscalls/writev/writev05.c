// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * writev() whose first buffer cannot be read gives EFAULT and writes nothing. A PROT_NONE page, which makes such a
 * buffer with an MMU, is ordinary memory without one.
 */
#include "tst_test.h"

#include <sys/uio.h>

#define SIZE 8192

static char good[SIZE / 2], *none;
static int fd = -1;

static void fill(struct iovec iov[2], void *first)
{
	iov[0] = (struct iovec){first, sizeof(good)};
	iov[1] = (struct iovec){good, sizeof(good)};
}

static void check_end(void)
{
	char byte;

	SAFE_LSEEK(fd, SIZE, SEEK_SET);
	TST_EXP_VAL(read(fd, &byte, 1), 0, "read() at offset %d: the file did not grow", SIZE);
}

static void run(unsigned int nr)
{
	struct iovec iov[2];

	SAFE_LSEEK(fd, 0, SEEK_SET);
	if (nr == 0) {
		fill(iov, tst_get_bad_addr(NULL));
		TST_EXP_FAIL2(writev(fd, iov, 2), EFAULT, "writev(), first buffer mapped nowhere");
	} else {
		fill(iov, none);
		TST_EXP_VAL(writev(fd, iov, 2), SIZE, "writev(), first buffer in a PROT_NONE page");
	}
	check_end();
}

static void setup(void)
{
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, good, sizeof(good));
	SAFE_WRITE(SAFE_WRITE_ALL, fd, good, sizeof(good));
	none = SAFE_MMAP(NULL, sizeof(good), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
	if (none)
		SAFE_MUNMAP(none, sizeof(good));
}

static struct tst_test test = {
	.tcnt = 2,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
