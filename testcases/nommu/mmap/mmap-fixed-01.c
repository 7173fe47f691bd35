// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * No memory at an address of the caller's choice: MAP_FIXED is refused and leaves what is there alone, a
 * mere hint and MAP_FIXED_NOREPLACE, which this kernel does not know, are ignored.
 */
#include "../figures.h"

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif
#define HINT ((void *)0x12340000UL)

static void run(void)
{
	size_t page = FIG_PAGE;
	char *mem = SAFE_MMAP(NULL, page, FIG_RW, FIG_ANON, -1, 0), *other;

	memset(mem, 'm', page);
	TST_EXP_FAIL_PTR_VOID(fig_mmap(mem, page, PROT_READ, FIG_ANON | MAP_FIXED, -1, 0), EINVAL,
			      "MAP_FIXED at a mapping of our own");
	TST_EXP_EQ_LI(fig_not(mem, page, 'm'), -1);
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, page, "rw-p"), "its line of /proc/self/maps is as it was");
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, page, FIG_RW, FIG_ANON | MAP_FIXED, -1, 0), EINVAL,
			      "MAP_FIXED at NULL");

	other = fig_mmap(mem, page, FIG_RW, FIG_ANON | MAP_FIXED_NOREPLACE, -1, 0);
	TST_EXP_EXPR(other != MAP_FAILED && other != mem,
		     "MAP_FIXED_NOREPLACE at used memory %p gives other memory: %p", mem,
		     other);
	TST_EXP_EQ_LI(fig_not(mem, page, 'm'), -1);
	if (other != MAP_FAILED)
		SAFE_MUNMAP(other, page);

	other = fig_mmap(HINT, page, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EXPR(other != MAP_FAILED && other != HINT, "the hint %p is ignored: %p", HINT, other);
	if (other != MAP_FAILED)
		SAFE_MUNMAP(other, page);
	SAFE_MUNMAP(mem, page);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
};
