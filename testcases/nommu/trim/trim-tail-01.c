// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Without trimming the rest of a block belongs to the end of its mapping: it goes with the last page, stays
 * when the first one goes, and is never freed twice.
 */
#include "../figures.h"

#define TRIM "/proc/sys/vm/nr_trim_pages"

static void run(void)
{
	size_t page = FIG_PAGE;
	long unused = fig_unused(), copy = fig_mmap_copy();
	char *mem;

	SAFE_FILE_PRINTF(TRIM, "0");
	mem = SAFE_MMAP(NULL, 5 * page, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 8);
	TST_EXP_PASS(munmap(mem + 4 * page, page), "munmap of the last page");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 4);
	TST_EXP_PASS(munmap(mem, 4 * page), "munmap of the rest");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);

	mem = SAFE_MMAP(NULL, 5 * page, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_PASS(munmap(mem, page), "munmap of the first page");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 7);
	TST_EXP_PASS(munmap(mem + page, 4 * page), "munmap of the rest");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(fig_unused_again(unused), unused);
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
