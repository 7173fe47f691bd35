// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * munmap() wants a range of one mapping and nothing else, which is EINVAL here where it would be success with
 * an MMU. The kernel complains about addresses that are not mapped five times and no more.
 */
#include <stdint.h>
#include "../figures.h"

#define PAGES 4
#define MANY 64
#define NOWHERE 0x10000UL

static long unmap(void *addr, size_t len)
{
	return syscall(SYS_munmap, addr, len);
}

static int complaints(void)
{
	int found = 0;

	for (const char *at = fig_log(); (at = strstr(at, "munmap of memory not mmapped")) != NULL; at++)
		found++;
	return found;
}

/* Two mappings of a page each, side by side. */
static void adjacent(void)
{
	size_t page = FIG_PAGE;
	char *mem[MANY], *low = NULL;

	for (int i = 0; i < MANY; i++)
		memset(mem[i] = SAFE_MMAP(NULL, page, FIG_RW, FIG_ANON, -1, 0), 'a', page);
	for (int i = 0; i < MANY; i++)
		for (int j = 0; j < MANY; j++)
			if (mem[j] == mem[i] + page)
				low = mem[i];
	if (!low)
		tst_brk(TBROK, "none of %d mappings is beside another", MANY);
	TST_EXP_FAIL(unmap(low, 2 * page), EINVAL, "two mappings side by side");
	TST_EXP_EXPR(fig_has(FIG_SELF, low, page, "rw-p") && fig_has(FIG_SELF, low + page, page, "rw-p") &&
			     fig_not(low, 2 * page, 'a') == -1,
		     "both are as they were");
	for (int i = 0; i < MANY; i++)
		SAFE_MUNMAP(mem[i], page);
}

static void run(void)
{
	size_t page = FIG_PAGE, len = PAGES * page;
	int bad = 0;
	char *mem = SAFE_MMAP(NULL, len, FIG_RW, FIG_ANON, -1, 0);

	memset(mem, 'm', len);
	TST_EXP_FAIL(unmap(mem, 0), EINVAL, "length 0");
	TST_EXP_FAIL(unmap(mem, SIZE_MAX), EINVAL, "length SIZE_MAX");
	TST_EXP_FAIL(unmap((void *)NOWHERE, page), EINVAL, "an address that is not mapped");
	for (int i = 0; i < 20; i++)
		bad += unmap((void *)NOWHERE, page) != -1 || errno != EINVAL;
	TST_EXP_EXPR(bad == 0, "20 times more: %d other answers than EINVAL", bad);
	TST_EXP_EQ_LI(complaints(), 5);
	TST_EXP_FAIL(unmap(mem + 100, page), EINVAL, "an address inside that is no page's");
	TST_EXP_FAIL(unmap(mem, len + page), EINVAL, "a page more than the mapping");
	TST_EXP_FAIL(unmap(mem - page, 2 * page), EINVAL, "from a page below the mapping");
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, len, "rw-p") && fig_not(mem, len, 'm') == -1,
		     "the mapping is as it was after all this");
	adjacent();
	TST_EXP_PASS(unmap(mem, len - 100), "a length that is not whole pages is rounded up");
	TST_EXP_EXPR(fig_gone(FIG_SELF, mem), "the mapping is gone");
	TST_EXP_FAIL(unmap(mem, len), EINVAL, "the same once more");
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
};
