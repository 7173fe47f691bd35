// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A private read-only mapping that overlaps another one's copy without being part of it is refused, said in
 * the log, and loses nothing. Other parts, writable mappings and the same call after the first mapping is
 * gone work.
 */
#include "../figures.h"

#define ROUNDS 1000
#define NAME "/proc/version"

static void works(int fd, int pages, int prot, int first, const char *name)
{
	void *mem = mmap(NULL, pages * FIG_PAGE, prot, MAP_PRIVATE, fd, first * FIG_PAGE);

	TST_EXP_EXPR(mem != MAP_FAILED, "%s works (%s)", name, tst_strerrno(mem == MAP_FAILED ? errno : 0));
	if (mem != MAP_FAILED)
		SAFE_MUNMAP(mem, pages * FIG_PAGE);
}

static void run(void)
{
	size_t page = FIG_PAGE;
	int fd = SAFE_OPEN(NAME, O_RDONLY), refused = 0;
	long slab, files, unused, copy;
	void *mem;

	mem = SAFE_MMAP(NULL, page, PROT_READ, MAP_PRIVATE, fd, 0);
	fig_log_clear();
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, 2 * page, PROT_READ, MAP_PRIVATE, fd, 0), EINVAL,
			      "2 pages while one is mapped");
	TST_EXP_EXPR(strstr(fig_log(), "Attempt to share mismatched mappings") != NULL, "the log says why");
	works(fd, 1, PROT_READ, 1, "the other page alone");
	works(fd, 2, FIG_RW, 0, "a writable mapping of both");

	copy = fig_mmap_copy();
	unused = fig_unused();
	slab = fig_slab();
	files = fig_files();
	for (int i = 0; i < ROUNDS; i++)
		refused += mmap(NULL, 2 * page, PROT_READ, MAP_PRIVATE, fd,
				0) == MAP_FAILED && errno == EINVAL;
	TST_EXP_EQ_LI(refused, ROUNDS);
	TST_EXP_EQ_LI(fig_files(), files);
	TST_EXP_EQ_LI(fig_unused_again(unused), unused);
	TST_EXP_EXPR(labs(fig_slab() - slab) <= 4, "%d failures leave slabs of %ld pages as they were: %ld",
		     ROUNDS, slab,
		     fig_slab());
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);

	TST_EXP_PASS(munmap(mem, page));
	works(fd, 2, PROT_READ, 0, "2 pages after the first mapping is gone");
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
};
