// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * With the trimming that the kernel was built with, a mapping takes its own pages and none that round it up
 * to a block.
 */
#include "../figures.h"

#define TRIM "/proc/sys/vm/nr_trim_pages"
#define MANY 50

static void run(void)
{
	static char *mem[MANY], *single[MANY];
	size_t page = FIG_PAGE;
	long copy, unused;
	int value;

	/* the scenario wants this value of CONFIG_NOMMU_INITIAL_TRIM_EXCESS */
	SAFE_FILE_SCANF(TRIM, "%d", &value);
	TST_EXP_EQ_LI(value, 1);
	SAFE_FILE_PRINTF(TRIM, "1");
	for (int pages = 1; pages <= 9; pages++) {
		copy = fig_mmap_copy();
		mem[0] = SAFE_MMAP(NULL, pages * page, FIG_RW, FIG_ANON, -1, 0);
		TST_EXP_EXPR(fig_mmap_copy() - copy == pages, "%d pages raise MmapCopy by as many: %ld",
			     pages,
			     fig_mmap_copy() - copy);
		SAFE_MUNMAP(mem[0], pages * page);
	}

	copy = fig_mmap_copy();
	unused = fig_unused();
	for (int i = 0; i < MANY; i++)
		mem[i] = SAFE_MMAP(NULL, 3 * page, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EQ_LI(unused - fig_unused(), 3 * MANY);
	/* what was given back can be used */
	for (int i = 0; i < MANY; i++)
		single[i] = SAFE_MMAP(NULL, page, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EQ_LI(unused - fig_unused(), 4 * MANY);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 4 * MANY);
	for (int i = 0; i < MANY; i++) {
		SAFE_MUNMAP(mem[i], 3 * page);
		SAFE_MUNMAP(single[i], page);
	}
	TST_EXP_EQ_LI(fig_unused_again(unused), unused);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
	.save_restore = (const struct tst_path_val[]){
		{TRIM, NULL, TST_SR_TBROK},
		{},
	},
};
