// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a block has too much is given back when it is at least vm.nr_trim_pages, and kept when it is a page
 * less.
 */
#include "../figures.h"

#define TRIM "/proc/sys/vm/nr_trim_pages"

static const struct {
	int value, pages, taken;
} rows[] = {{2, 3, 4}, {2, 6, 6}, {2, 7, 8}, {4, 5, 8}, {4, 12, 12}};

static void run(void)
{
	size_t page = FIG_PAGE;
	long copy;
	char *mem;

	for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++) {
		SAFE_FILE_PRINTF(TRIM, "%d", rows[i].value);
		copy = fig_mmap_copy();
		mem = SAFE_MMAP(NULL, rows[i].pages * page, FIG_RW, FIG_ANON, -1, 0);
		TST_EXP_EXPR(fig_mmap_copy() - copy == rows[i].taken,
			     "nr_trim_pages %d: %d pages take %d: %ld", rows[i].value,
			     rows[i].pages, rows[i].taken, fig_mmap_copy() - copy);
		SAFE_MUNMAP(mem, rows[i].pages * page);
		TST_EXP_EXPR(fig_mmap_copy() == copy, "all of them come back: %ld missing",
			     fig_mmap_copy() - copy);
	}
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
