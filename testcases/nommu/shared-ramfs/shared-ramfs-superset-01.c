// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A ramfs file of which a part is mapped shared can be mapped as a whole, by the same process and by
 * another, and all mappings are the file.
 */
#include "../figures.h"

#define PAGES 4

static void whole(int fd, char *part, int first)
{
	char *mem = mmap(NULL, PAGES * FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);

	if (mem == MAP_FAILED) {
		tst_res(TFAIL | TERRNO, "a mapping of the whole file must work");
		return;
	}
	TST_EXP_EXPR(1, "a mapping of the whole file works");
	mem[first * FIG_PAGE] = 'w';
	TST_EXP_EXPR(part[0] == 'w', "its stores are in the mapping of the part: '%c'", part[0]);
	part[1] = 'p';
	TST_EXP_EXPR(mem[first * FIG_PAGE + 1] == 'p' && fig_byte(fd, first * FIG_PAGE + 1) == 'p',
		     "and the other way round: '%c'", mem[first * FIG_PAGE + 1]);
	TST_EXP_PASS(munmap(mem, PAGES * FIG_PAGE), "munmap of the whole");
}

TST_CHILD(other)
{
	int fd = tst_args_fd(args, 0);

	/* without an MMU the parent's mapping is at the same address here */
	whole(fd, (char *)(unsigned long)tst_args_int(args, 1), 0);
}

static void one_process(const char *name, int first, int pages)
{
	int fd = fig_ramfs_file(name, PAGES);
	char *part = SAFE_MMAP(NULL, pages * FIG_PAGE, FIG_RW, MAP_SHARED, fd, first * FIG_PAGE);

	whole(fd, part, first);
	TST_EXP_PASS(munmap(part, pages * FIG_PAGE), "munmap of the part");
	SAFE_CLOSE(fd);
}

static void two_processes(void)
{
	int fd = fig_ramfs_file("two", PAGES);
	char *part = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);
	pid_t pid = tst_spawn(other, tst_arg_fd(fd), tst_arg_int((unsigned long)part));

	TST_EXP_EXITED(pid, 0, "the other process");
	TST_EXP_PASS(munmap(part, FIG_PAGE), "munmap of the part");
	SAFE_CLOSE(fd);
}

static void run(void)
{
	one_process("middle", 1, 2);
	one_process("start", 0, 1);
	two_processes();
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
