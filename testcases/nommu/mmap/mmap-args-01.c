// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The arguments that mmap() must refuse, each with its own error, and a descriptor that it must not look at.
 */
#include "../figures.h"

static void run(void)
{
	size_t page = FIG_PAGE;
	int closed = SAFE_OPEN("/proc/version", O_RDONLY);
	long copy = fig_mmap_copy();
	char *mem;

	SAFE_CLOSE(closed);
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, 0, FIG_RW, FIG_ANON, -1, 0), EINVAL, "length 0");
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, SIZE_MAX, FIG_RW, FIG_ANON, -1, 0), ENOMEM, "length SIZE_MAX");
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, SIZE_MAX - page + 1, FIG_RW, FIG_ANON, -1, 0), ENOMEM,
			      "length SIZE_MAX - page size + 1");
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, page, FIG_RW, MAP_ANONYMOUS, -1, 0), EINVAL,
			      "neither shared nor private");
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, page, FIG_RW, 3 | MAP_ANONYMOUS, -1, 0), EINVAL,
			      "MAP_SHARED_VALIDATE");
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, page, PROT_READ, MAP_PRIVATE, -1, 0), EBADF,
			      "a file without descriptor");
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, page, PROT_READ, MAP_PRIVATE, closed, 0), EBADF,
			      "a closed descriptor");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);

	mem = fig_mmap(NULL, page, FIG_RW, FIG_ANON, 12345, 0);
	TST_EXP_EXPR(mem != MAP_FAILED && fig_not(mem, page, 0) == -1,
		     "MAP_ANONYMOUS does not look at descriptor 12345");
	if (mem != MAP_FAILED)
		SAFE_MUNMAP(mem, page);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
};
