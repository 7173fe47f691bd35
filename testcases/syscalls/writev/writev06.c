// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * writev() of two buffers of one byte, each the last byte of a page with nothing readable behind it, writes both. What
 * lies behind was unmapped: without an MMU PROT_NONE would not do.
 */
#include "tst_test.h"

static char *pages[2];
static size_t page;
static int fd = -1;

static void run(void)
{
	struct iovec iov[2] = {{pages[0] + page - 1, 1}, {pages[1] + page - 1, 1}};
	char got[3] = "";

	for (int i = 0; i < 2; i++)
		TST_EXP_FAIL2(write(fd, pages[i] + page, 1), EFAULT, "write() of the byte behind page %d", i + 1);
	TST_EXP_VAL(writev(fd, iov, 2), 2, "writev() of the last bytes of both pages");
	SAFE_PREAD(0, fd, got, 2, 0);
	TST_EXP_EXPR(strcmp(got, "ab") == 0, "both bytes are in the file (expected \"ab\", got \"%s\")", got);
}

static void setup(void)
{
	page = getpagesize();
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	for (int i = 0; i < 2; i++)
		pages[i] = SAFE_MMAP(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	for (int i = 0; i < 2; i++) {
		SAFE_MUNMAP(pages[i] + page, page);
		pages[i][page - 1] = 'a' + i;
	}
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
	for (int i = 0; i < 2; i++) {
		if (pages[i])
			SAFE_MUNMAP(pages[i], page);
	}
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
