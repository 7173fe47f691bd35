// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file in ramfs cannot be made shorter, whichever way, while what would go is mapped shared, by whomever.
 */
#include "../figures.h"

#define PAGES 4

static off_t size_of(int fd)
{
	struct stat st;

	SAFE_FSTAT(fd, &st);
	return st.st_size;
}

static void refused(int fd, const char *who)
{
	size_t page = FIG_PAGE;

	TST_EXP_FAIL(ftruncate(fd, PAGES / 2 * page), ETXTBSY, "mapped by %s: ftruncate to half", who);
	TST_EXP_FAIL(ftruncate(fd, 0), ETXTBSY, "mapped by %s: ftruncate to 0", who);
	TST_EXP_FAIL(truncate("file", page), ETXTBSY, "mapped by %s: truncate", who);
	TST_EXP_FAIL2(open("file", O_WRONLY | O_TRUNC), ETXTBSY, "mapped by %s: open with O_TRUNC", who);
	TST_EXP_EQ_LI(size_of(fd), PAGES * page);
}

TST_CHILD(mapper)
{
	int fd = tst_args_fd(args, 0);
	char *mem = SAFE_MMAP(NULL, PAGES * FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);

	SAFE_CLOSE(fd);
	TST_CHECKPOINT_WAKE_AND_WAIT(0);
	TST_EXP_EXPR(fig_not(mem + 3 * FIG_PAGE, FIG_PAGE, 'd') == -1, "the child's mapping has its content");
}

static void last_page(void)
{
	int fd = SAFE_OPEN("small", O_RDWR | O_CREAT | O_EXCL, 0600);
	char *mem;

	SAFE_FTRUNCATE(fd, 5000);
	mem = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);
	TST_EXP_FAIL(ftruncate(fd, 100), ETXTBSY, "from 5000 bytes to 100 with page 0 mapped");
	TST_EXP_EQ_LI(size_of(fd), 5000);
	SAFE_MUNMAP(mem, FIG_PAGE);
	TST_EXP_PASS(ftruncate(fd, 100), "the same without a mapping");
	SAFE_CLOSE(fd);
}

static void run(void)
{
	size_t len = PAGES * FIG_PAGE;
	int fd = fig_ramfs_file("file", PAGES);
	char *mem = SAFE_MMAP(NULL, len, FIG_RW, MAP_SHARED, fd, 0);
	pid_t pid;

	refused(fd, "the process itself");
	TST_EXP_EXPR(fig_not(mem + 3 * FIG_PAGE, FIG_PAGE, 'd') == -1, "the mapping has its content");
	pid = tst_spawn(mapper, tst_arg_fd(fd));
	TST_CHECKPOINT_WAIT(0);
	SAFE_MUNMAP(mem, len);
	refused(fd, "another process");
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(pid, 0, "the other process");
	TST_EXP_PASS(ftruncate(fd, FIG_PAGE), "ftruncate after the last munmap");
	TST_EXP_EQ_LI(size_of(fd), FIG_PAGE);
	SAFE_CLOSE(fd);
	last_page();
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
	.needs_checkpoints = 1,
};
