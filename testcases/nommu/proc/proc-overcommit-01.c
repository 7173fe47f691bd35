// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Mappings are not counted against a limit of commitments without an MMU, not even with the strictest one;
 * the reserves that such a limit would leave are set at boot to a 32nd of the free memory.
 */
#include "../figures.h"

#define VM "/proc/sys/vm/"
#define SIZE (1024 * 1024)

static long committed(void)
{
	return fig_sum(fig_read("/proc/meminfo"), "Committed_AS:");
}

static void reserve(const char *path, long share, long most)
{
	long value = atol(fig_read(path)), want = MIN(share, most);

	/* what was free at that time is a little less than all memory */
	TST_EXP_EXPR(value <= want && value >= want * 3 / 4, "%s: expected %ld to %ld, got %ld", path,
		     want * 3 / 4, want, value);
}

static void run(void)
{
	long share = fig_sum(fig_read("/proc/meminfo"), "MemTotal:") / 32;
	char *mem;

	reserve(VM "user_reserve_kbytes", share, 128 * 1024);
	reserve(VM "admin_reserve_kbytes", share, 8 * 1024);

	TST_EXP_EQ_LI(committed(), 0);
	SAFE_FILE_PRINTF(VM "overcommit_memory", "2");
	SAFE_FILE_PRINTF(VM "overcommit_ratio", "0");
	TST_EXP_EQ_LI(fig_sum(fig_read("/proc/meminfo"), "CommitLimit:"), 0);
	mem = mmap(NULL, SIZE, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EXPR(mem != MAP_FAILED, "mmap() of 1 MiB: expected success, got %s",
		     mem == MAP_FAILED ? tst_strerrno(errno) : "success");
	TST_EXP_EQ_LI(committed(), 0);
	if (mem != MAP_FAILED) {
		TST_EXP_EXPR(fig_not(mem, SIZE, 0) == -1, "which is there and all zero");
		SAFE_MUNMAP(mem, SIZE);
	}
	TST_EXP_EQ_LI(committed(), 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
	.save_restore = (const struct tst_path_val[]){
		{VM "overcommit_memory", NULL, TST_SR_TBROK},
		{VM "overcommit_ratio", NULL, TST_SR_TBROK},
		{},
	},
};
