// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Without trimming (vm.nr_trim_pages 0) a mapping takes a whole block of a power of two pages, but is no
 * longer than what was asked for; all of the block comes back.
 */
#include "../figures.h"

#define TRIM "/proc/sys/vm/nr_trim_pages"

static const struct {
	int pages, taken;
} sizes[] = {{3, 4}, {5, 8}, {6, 8}, {7, 8}};

static void run(void)
{
	size_t page = FIG_PAGE;
	long copy;
	char *mem;

	SAFE_FILE_PRINTF(TRIM, "0");
	for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++) {
		copy = fig_mmap_copy();
		mem = SAFE_MMAP(NULL, sizes[i].pages * page, FIG_RW, FIG_ANON, -1, 0);
		TST_EXP_EXPR(fig_mmap_copy() - copy == sizes[i].taken, "%d pages take %d: %ld",
			     sizes[i].pages, sizes[i].taken,
			     fig_mmap_copy() - copy);
		SAFE_MUNMAP(mem, sizes[i].pages * page);
		TST_EXP_EXPR(fig_mmap_copy() == copy, "munmap of %d pages gives all back: %ld missing",
			     sizes[i].pages,
			     fig_mmap_copy() - copy);
	}

	copy = fig_mmap_copy();
	mem = SAFE_MMAP(NULL, 3 * page, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, 3 * page, "rw-p"), "/proc/self/maps shows 3 pages");
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem, 3 * page, "rw-p"), "/proc/maps shows 3 pages");
	TST_EXP_FAIL_PTR_VOID(mremap(mem, 3 * page, 4 * page, 0), ENOMEM,
			      "mremap into the rest of the block");
	TST_EXP_PASS(munmap(mem, 3 * page));
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
