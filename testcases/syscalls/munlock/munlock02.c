// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * munlock() of a range of which a part is not mapped any more. Neither mlock() nor munlock() is built
 * without an MMU: ENOSYS. The pages are cut off at the end, as a hole in the middle makes the kernel
 * itself complain (do_munmap()).
 */
#include "tst_test.h"

#define PAGES 8
#define CUT 4

static char *map;
static size_t page;

static void run(void)
{
	TST_EXP_FAIL(mlock(map, PAGES * page), ENOSYS, "mlock() of %d pages", PAGES);
	SAFE_MUNMAP(map + (PAGES - CUT) * page, CUT * page);
	TST_EXP_FAIL(munlock(map, PAGES * page), ENOSYS,
		     "munlock() of %d pages, %d of them unmapped", PAGES, CUT);
	SAFE_MUNMAP(map, (PAGES - CUT) * page);
	map = NULL;
}

static void setup(void)
{
	page = getpagesize();
	map = SAFE_MMAP(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
};
