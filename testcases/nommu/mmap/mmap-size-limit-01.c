// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A mapping is one block of the page allocator: its largest works, a page more is ENOMEM with a line in the
 * log and takes nothing with it. RLIMIT_AS is not looked at.
 */
#define _GNU_SOURCE
#include <sys/resource.h>
#include "../figures.h"

#define MAX_PAGE_ORDER 10

static void run(void)
{
	size_t page = FIG_PAGE, largest = page << MAX_PAGE_ORDER;
	struct rlimit limit = {1 << 20, RLIM_INFINITY};
	char *mem, line[128];
	const char *log;
	long copy, unused, files;
	int regions;

	mem = mmap(NULL, largest, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EXPR(mem != MAP_FAILED, "a mapping of the largest block, %zu bytes, works (%s)", largest,
		     tst_strerrno(mem == MAP_FAILED ? errno : 0));
	if (mem != MAP_FAILED) {
		TST_EXP_EQ_LI(fig_not(mem, largest, 0), -1);
		SAFE_MUNMAP(mem, largest);
	}

	copy = fig_mmap_copy();
	unused = fig_unused();
	files = fig_files();
	regions = fig_lines(FIG_REGIONS);
	fig_log_clear();
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, largest + page, FIG_RW, FIG_ANON, -1, 0), ENOMEM, "a page more");
	snprintf(line, sizeof(line), "Allocation of length %zu from process %d (mmap-size-limit",
		 largest + page, getpid());
	log = fig_log();
	TST_EXP_EXPR(strstr(log, line) != NULL, "the log has '%s…) failed'", line);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(fig_unused_again(unused), unused);
	TST_EXP_EQ_LI(fig_files(), files);
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions);
	mem = mmap(NULL, page, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EXPR(mem != MAP_FAILED, "the next small mapping works");
	if (mem != MAP_FAILED)
		SAFE_MUNMAP(mem, page);

	SAFE_SETRLIMIT(RLIMIT_AS, &limit);
	mem = mmap(NULL, 2 << 20, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EXPR(mem != MAP_FAILED, "2 MiB with an RLIMIT_AS of 1 MiB work: the limit is not looked at");
	if (mem != MAP_FAILED)
		SAFE_MUNMAP(mem, 2 << 20);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
};
