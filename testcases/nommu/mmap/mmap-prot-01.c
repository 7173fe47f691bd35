// SPDX-License-Identifier: GPL-2.0-or-later
/* Protection is a label without an MMU: it stands in /proc/self/maps and stops nobody. */
#include "../figures.h"

static const struct {
	int prot;
	const char *letters;
} prots[] = {
	{PROT_NONE, "---p"},
	{PROT_READ, "r--p"},
	{PROT_READ | PROT_EXEC, "r-xp"},
};

static void run(unsigned int nr)
{
	size_t page = FIG_PAGE;
	struct fig_map map;
	volatile char *mem;

	fig_dirty(page, 8);
	mem = mmap(NULL, page, prots[nr].prot, FIG_ANON, -1, 0);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "a mapping %s must work", prots[nr].letters);
	fig_find(FIG_SELF, (void *)mem, &map);
	TST_EXP_EQ_STR(map.perms, prots[nr].letters);
	TST_EXP_EXPR(fig_not((void *)mem, page, 0) == -1, "%s memory reads as zeroes", prots[nr].letters);
	mem[page - 1] = 'x';
	TST_EXP_EXPR(mem[page - 1] == 'x', "%s memory takes a store", prots[nr].letters);
	SAFE_MUNMAP((void *)mem, page);
}

static struct tst_test test = {
	.test = run,
	.tcnt = ARRAY_SIZE(prots),
	.setup = fig_settle,
};
