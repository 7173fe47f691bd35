// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Without an MMU all memory is resident and locked, and neither mlock() nor mincore() is built: ENOSYS for
 * a mapping that with one is locked and then resident. The result vector is left alone.
 */
#include "tst_test.h"

#define PAGES 4
#define UNTOUCHED 0x5a

static char *map;
static size_t page;

static void run(void)
{
	unsigned char vector[PAGES];
	int untouched = 0;

	memset(vector, UNTOUCHED, sizeof(vector));
	TST_EXP_FAIL(mlock(map, PAGES * page), ENOSYS, "mlock() of %d pages of a file mapped shared", PAGES);
	TST_EXP_FAIL(mincore(map, PAGES * page, vector), ENOSYS, "mincore() of %d pages", PAGES);
	for (int i = 0; i < PAGES; i++)
		untouched += vector[i] == UNTOUCHED;
	TST_EXP_EQ_LI(untouched, PAGES);
}

static void setup(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);

	page = getpagesize();
	SAFE_FTRUNCATE(fd, PAGES * page); /* sized while empty: only so can it be mapped shared */
	map = SAFE_MMAP(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	memset(map, 'a', PAGES * page);
	SAFE_CLOSE(fd);
}

static void cleanup(void)
{
	if (map)
		SAFE_MUNMAP(map, PAGES * page);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
