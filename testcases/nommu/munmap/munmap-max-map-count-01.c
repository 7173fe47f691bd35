// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process with as many mappings as there may be cannot cut one in two, which would make one more; the
 * mapping is left alone. Each munmap() of a whole mapping makes room again.
 */
#include "../figures.h"

/* DEFAULT_MAX_MAP_COUNT; without an MMU there is no file in /proc/sys to change it. */
#define MOST 65530
#define SPARE 5

static char *mem[MOST + SPARE];

TST_CHILD(mapper)
{
	size_t page = FIG_PAGE;
	int lines = fig_lines(FIG_SELF), count = 0;
	char *one = SAFE_MMAP(NULL, 3 * page, FIG_RW, FIG_ANON, -1, 0);
	char *two = SAFE_MMAP(NULL, 3 * page, FIG_RW, FIG_ANON, -1, 0);

	memset(one, 'o', 3 * page);
	while (lines + 2 + count < MOST + SPARE) {
		mem[count] = mmap(NULL, page, FIG_RW, FIG_ANON, -1, 0);
		if (mem[count] == MAP_FAILED)
			break;
		count++;
	}
	TST_EXP_EQ_LI(lines + 2 + count, MOST + SPARE);
	TST_EXP_FAIL(munmap(one + page, page), ENOMEM, "munmap in the middle, with more mappings than the limit");
	TST_EXP_EXPR(fig_not(one, 3 * page, 'o') == -1, "the mapping has its content");
	TST_EXP_VAL(syscall(SYS_mremap, one, 3 * page, 3 * page, 0, NULL), (long)one, "it has its 3 pages");
	for (int i = 0; i < SPARE; i++)
		SAFE_MUNMAP(mem[--count], page);
	TST_EXP_FAIL(munmap(one + page, page), ENOMEM, "munmap in the middle, at the limit");
	for (int i = 0; i < SPARE; i++)
		SAFE_MUNMAP(mem[--count], page);
	for (int i = 0; i < SPARE; i++) {
		mem[count] = SAFE_MMAP(NULL, page, FIG_RW, FIG_ANON, -1, 0);
		count++;
	}
	TST_EXP_FAIL(munmap(one + page, page), ENOMEM, "at the limit again, after %d went and came", SPARE);
	SAFE_MUNMAP(mem[--count], page);
	TST_EXP_PASS(munmap(one + page, page), "one below the limit");
	TST_EXP_EXPR(fig_not(one, page, 'o') == -1 && fig_not(one + 2 * page, page, 'o') == -1,
		     "both pieces have their content");
	TST_EXP_FAIL(munmap(two + page, page), ENOMEM, "the next one is at the limit");
	SAFE_MUNMAP(one, page);
	TST_EXP_PASS(munmap(two + page, page), "below the limit once more");
}

TST_CHILD(nobody)
{
}

static void run(void)
{
	pid_t pid = tst_spawn(nobody);
	long copy;

	/* what the library allocates for its first child stays */
	SAFE_WAITPID(pid, NULL, 0);
	copy = fig_mmap_copy();
	pid = tst_spawn(mapper);
	TST_EXP_EXITED(pid, 0, "the process with the mappings");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.forks_child = 1,
};
