// SPDX-License-Identifier: GPL-2.0-or-later
/* Flags that have no meaning without an MMU do no harm: anonymous memory as always. */
#include "../figures.h"

#define FLAG(name) {name, #name}
static const struct {
	int flag;
	const char *name;
} flags[] = {
	FLAG(MAP_GROWSDOWN), FLAG(MAP_LOCKED), FLAG(MAP_POPULATE),
	FLAG(MAP_NORESERVE), FLAG(MAP_STACK),  FLAG(MAP_HUGETLB),
};

static void run(unsigned int nr)
{
	size_t len = 3 * FIG_PAGE;
	long copy = fig_mmap_copy();
	char *mem;

	fig_dirty(len, 4);
	mem = fig_mmap(NULL, len, FIG_RW, FIG_ANON | flags[nr].flag, -1, 0);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "%s must work", flags[nr].name);
	TST_EXP_EXPR(fig_not(mem, len, 0) == -1, "%s: memory of zeroes", flags[nr].name);
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, len, "rw-p"), "%s: rw-p in /proc/self/maps", flags[nr].name);
	memset(mem, 'x', len);
	TST_EXP_PASS(munmap(mem, len), "%s: munmap", flags[nr].name);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static struct tst_test test = {
	.test = run,
	.tcnt = ARRAY_SIZE(flags),
	.setup = fig_settle,
};
