// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file in ramfs can be made shorter when only what stays is mapped, and later mappings get no more than
 * what stayed. A private copy of what went is nobody's concern.
 */
#include "../figures.h"

#define PAGES 4

static void first_page(void)
{
	int fd = fig_ramfs_file("first", PAGES);
	char *mem = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);

	TST_EXP_PASS(ftruncate(fd, FIG_PAGE), "page 0 of 4 is mapped: ftruncate to one page");
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, FIG_PAGE, "rw-S") && fig_not(mem, FIG_PAGE, 'a') == -1,
		     "the mapping has its content");
	SAFE_MUNMAP(mem, FIG_PAGE);
	SAFE_CLOSE(fd);
}

TST_CHILD(owner)
{
	int fd = tst_args_fd(args, 0);
	char *mem = SAFE_MMAP(NULL, PAGES * FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);

	SAFE_CLOSE(fd);
	TST_CHECKPOINT_WAKE_AND_WAIT(0);
	SAFE_MUNMAP(mem, PAGES * FIG_PAGE);
}

static void cut_region(void)
{
	int fd = fig_ramfs_file("cut", PAGES);
	pid_t pid = tst_spawn(owner, tst_arg_fd(fd));
	size_t page = FIG_PAGE;
	char *mem;

	TST_CHECKPOINT_WAIT(0);
	mem = SAFE_MMAP(NULL, page, FIG_RW, MAP_SHARED, fd, 0);
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem, PAGES * page, "rw-S"), "page 0 belongs to the other's region of 4");
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(pid, 0, "the process that had all 4");
	TST_EXP_PASS(ftruncate(fd, page), "ftruncate to one page");
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem, page, "rw-S"), "the region ends after one page");
	TST_EXP_EXPR(fig_not(mem, page, 'a') == -1, "the mapping has its content");
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, PAGES * page, FIG_RW, MAP_SHARED, fd, 0), ENODEV,
			      "a new mapping of 4 pages");
	TST_EXP_PASS(munmap(mem, page));
	TST_EXP_EXPR(fig_gone(FIG_REGIONS, mem), "the region is gone");
	SAFE_CLOSE(fd);
}

static void private_copy(void)
{
	int fd = fig_ramfs_file("private", PAGES);
	char *mem = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_PRIVATE, fd, 3 * FIG_PAGE);

	mem[0] = 'p';
	TST_EXP_PASS(ftruncate(fd, FIG_PAGE), "page 3 is mapped private and read-write: ftruncate to one page");
	TST_EXP_EXPR(mem[0] == 'p' && fig_not(mem + 1, FIG_PAGE - 1, 'd') == -1, "the private data stays");
	TST_EXP_PASS(munmap(mem, FIG_PAGE));
	SAFE_CLOSE(fd);
}

static void run(void)
{
	first_page();
	cut_region();
	private_copy();
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
	.needs_checkpoints = 1,
};
