// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * munmap() of the last two of three pages. Without an MMU a file mapping can only be unmapped as a whole (EINVAL); from
 * anonymous memory the tail can be cut off.
 */
#include "tst_test.h"

static size_t page;

static void file_mapping(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	char *map;

	SAFE_FTRUNCATE(fd, 3 * page);
	map = SAFE_MMAP(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	SAFE_CLOSE(fd);
	TST_EXP_FAIL(munmap(map + page, 2 * page), EINVAL, "munmap() of two of three pages of a file");
	map[2 * page] = 'x'; /* still ours */
	TST_EXP_PASS(munmap(map, 3 * page), "munmap() of all three");
}

static void anonymous_mapping(void)
{
	char *map = SAFE_MMAP(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	TST_EXP_PASS(munmap(map + page, 2 * page), "munmap() of two of three anonymous pages");
	TST_EXP_PASS(munmap(map, page), "munmap() of the first");
	tst_res(TCONF, "a write to an unmapped page: no fault without an MMU, it would damage other memory");
}

static void run(unsigned int nr)
{
	if (nr == 0)
		file_mapping();
	else
		anonymous_mapping();
}

static void setup(void)
{
	page = getpagesize();
}

static struct tst_test test = {
	.tcnt = 2,
	.test = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
