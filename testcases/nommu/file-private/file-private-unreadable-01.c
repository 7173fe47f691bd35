// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A private mapping of /dev/zero is memory of zeroes, a shared one does not exist here; a failure loses
 * nothing.
 */
#include "../figures.h"

#define ROUNDS 1000

static void run(void)
{
	int fd = SAFE_OPEN("/dev/zero", O_RDWR), failed = 0;
	size_t page = FIG_PAGE;
	long slab, files, unused, copy;
	char *mem;

	fig_dirty(page, 8);
	mem = mmap(NULL, page, FIG_RW, MAP_PRIVATE, fd, 0);
	if (mem == MAP_FAILED) {
		tst_res(TFAIL | TERRNO, "a private mapping of /dev/zero must work");
	} else {
		TST_EXP_EXPR(fig_not(mem, page, 0) == -1, "a private mapping of /dev/zero is all zeroes");
		SAFE_MUNMAP(mem, page);
	}
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, page, FIG_RW, MAP_SHARED, fd, 0), ENODEV,
			      "a shared mapping of /dev/zero");

	copy = fig_mmap_copy();
	unused = fig_unused();
	slab = fig_slab();
	files = fig_files();
	for (int i = 0; i < ROUNDS; i++) {
		mem = mmap(NULL, page, FIG_RW, MAP_PRIVATE, fd, 0);
		failed += mem == MAP_FAILED;
		if (mem != MAP_FAILED)
			SAFE_MUNMAP(mem, page);
	}
	tst_res(TINFO, "%d of %d mappings failed", failed, ROUNDS);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(fig_files(), files);
	TST_EXP_EQ_LI(fig_unused_again(unused), unused);
	TST_EXP_EXPR(labs(fig_slab() - slab) <= 4, "%d rounds leave slabs of %ld pages as they were: %ld",
		     ROUNDS, slab,
		     fig_slab());
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
};
