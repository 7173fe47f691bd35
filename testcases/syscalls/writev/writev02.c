// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * writev() whose first buffer cannot be read gives EFAULT; what lies behind in the file stays as it is. A PROT_NONE page,
 * which makes such a buffer with an MMU, is ordinary memory without one.
 */
#include "tst_test.h"

#include <sys/uio.h>

#define SIZE 8192

static char *none;
static int fd = -1;

static void check_behind(void)
{
	static char behind[SIZE];
	int changed = 0;

	SAFE_PREAD(1, fd, behind, SIZE, SIZE);
	for (int i = 0; i < SIZE; i++)
		changed += behind[i] != 0;
	TST_EXP_EXPR(changed == 0, "%d of the %d bytes behind are changed", changed, SIZE);
}

static void run(unsigned int nr)
{
	const struct iovec iov[2] = {
		{nr == 0 ? tst_get_bad_addr(NULL) : none, SIZE},
		{NULL, 0},
	};

	SAFE_LSEEK(fd, 0, SEEK_SET);
	if (nr == 0)
		TST_EXP_FAIL2(writev(fd, iov, 2), EFAULT, "writev() from a buffer that is mapped nowhere");
	else
		TST_EXP_VAL(writev(fd, iov, 2), SIZE, "writev() from a PROT_NONE page");
	check_behind();
}

static void setup(void)
{
	static const char zeros[SIZE];

	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_PWRITE(1, fd, zeros, SIZE, SIZE);
	none = SAFE_MMAP(NULL, SIZE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
	if (none)
		SAFE_MUNMAP(none, SIZE);
}

static struct tst_test test = {
	.tcnt = 2,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
