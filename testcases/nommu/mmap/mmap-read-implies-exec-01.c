// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * With the personality READ_IMPLIES_EXEC memory that can be read is marked executable, with an MMU and
 * without.
 */
#define _GNU_SOURCE
#include <sys/personality.h>
#include "../figures.h"

TST_CHILD(mapper)
{
	size_t page = FIG_PAGE;
	int fd = tst_args_fd(args, 0);
	struct fig_map map;
	void *mem;

	SAFE_PERSONALITY(READ_IMPLIES_EXEC);
	mem = SAFE_MMAP(NULL, page, PROT_READ, FIG_ANON, -1, 0);
	fig_find(FIG_SELF, mem, &map);
	TST_EXP_EXPR(strcmp(map.perms, "r-xp") == 0, "anonymous PROT_READ memory is r-xp, got %s", map.perms);
	SAFE_MUNMAP(mem, page);
	mem = SAFE_MMAP(NULL, page, PROT_READ, MAP_PRIVATE, fd, 0);
	fig_find(FIG_SELF, mem, &map);
	TST_EXP_EXPR(strcmp(map.perms, "r-xp") == 0, "a PROT_READ mapping of a file is r-xp, got %s",
		     map.perms);
	SAFE_MUNMAP(mem, page);
}

static void run(void)
{
	int fd = fig_ramfs_file("file", 1);
	pid_t pid = tst_spawn(mapper, tst_arg_fd(fd));

	TST_EXP_EXITED(pid, 0, "the child with the personality");
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
