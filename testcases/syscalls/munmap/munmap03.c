// SPDX-License-Identifier: GPL-2.0-or-later
/* munmap() with arguments that name no mapping gives EINVAL. */
#include "tst_test.h"

static char *map;
static size_t page;

static void run(unsigned int nr)
{
	struct rlimit limit;

	switch (nr) {
	case 0:
		SAFE_GETRLIMIT(RLIMIT_DATA, &limit);
		TST_EXP_FAIL(munmap((void *)limit.rlim_max, 2 * page), EINVAL,
			     "munmap() of two pages at RLIMIT_DATA's hard limit, %p", (void *)limit.rlim_max);
		break;
	case 1:
		TST_EXP_FAIL(munmap(map, 0), EINVAL, "munmap() of length 0");
		break;
	case 2:
		TST_EXP_FAIL(munmap(map + 1, page), EINVAL, "munmap() of an address not on a page border");
		break;
	}
}

static void setup(void)
{
	page = getpagesize();
	map = SAFE_MMAP(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void cleanup(void)
{
	if (map)
		SAFE_MUNMAP(map, 2 * page);
}

static struct tst_test test = {
	.tcnt = 3,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
};
