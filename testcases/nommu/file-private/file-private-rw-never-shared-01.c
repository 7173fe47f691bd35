// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Private writable mappings of a ramfs file share with nobody: not with each other, not with the file, not
 * with later ones.
 */
#include "../figures.h"

#define LEN FIG_PAGE

TST_CHILD(other)
{
	int fd = tst_args_fd(args, 0);
	char *theirs = (char *)(unsigned long)tst_args_int(args, 1);
	char *mem = SAFE_MMAP(NULL, LEN, FIG_RW, MAP_PRIVATE, fd, 0);

	TST_EXP_EXPR(mem != theirs, "another process's mapping lies elsewhere than %p: %p", theirs, mem);
	TST_EXP_EXPR(fig_not(mem, LEN, 'a') == -1, "it has the content of the file");
	memset(mem, 'c', LEN);
}

static void run(void)
{
	int fd = fig_ramfs_file("file", 1);
	char *one = SAFE_MMAP(NULL, LEN, FIG_RW, MAP_PRIVATE, fd, 0);
	char *two = SAFE_MMAP(NULL, LEN, FIG_RW, MAP_PRIVATE, fd, 0), *later;
	pid_t pid;

	TST_EXP_EXPR(one != two, "two mappings of a process lie apart: %p, %p", one, two);
	memset(one, 'm', LEN);
	TST_EXP_EXPR(fig_not(two, LEN, 'a') == -1, "a store in one is not in the other");
	TST_EXP_EXPR(fig_byte(fd, 0) == 'a', "nor in the file: '%c'", fig_byte(fd, 0));
	pid = tst_spawn(other, tst_arg_fd(fd), tst_arg_int((unsigned long)one));
	TST_EXP_EXITED(pid, 0, "the other process");
	TST_EXP_EXPR(fig_not(one, LEN, 'm') == -1 && fig_not(two, LEN, 'a') == -1,
		     "its stores are not in ours");
	TST_EXP_EXPR(fig_byte(fd, 0) == 'a', "nor in the file: '%c'", fig_byte(fd, 0));

	later = SAFE_MMAP(NULL, LEN, PROT_READ, MAP_PRIVATE, fd, 0);
	TST_EXP_EXPR(fig_not(later, LEN, 'a') == -1,
		     "a later private read-only mapping has the file's content");
	SAFE_MUNMAP(later, LEN);
	later = SAFE_MMAP(NULL, LEN, FIG_RW, MAP_SHARED, fd, 0);
	TST_EXP_EXPR(fig_not(later, LEN, 'a') == -1, "so has a later shared mapping");
	memset(later, 's', LEN);
	TST_EXP_EXPR(fig_not(one, LEN, 'm') == -1 && fig_not(two, LEN, 'a') == -1,
		     "whose stores are not in ours");
	SAFE_MUNMAP(later, LEN);
	SAFE_MUNMAP(one, LEN);
	SAFE_MUNMAP(two, LEN);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
