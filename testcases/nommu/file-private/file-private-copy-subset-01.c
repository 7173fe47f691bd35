// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Another process's private read-only mapping of a part of a copy lies at the right place of it; what it
 * lacks is copied.
 */
#include "../figures.h"

#define PAGES 4

static void part(int fd, int first, char *wanted, char *base)
{
	size_t page = FIG_PAGE;
	char *mem = SAFE_MMAP(NULL, page, PROT_READ, MAP_PRIVATE, fd, first * page);

	if (wanted)
		TST_EXP_EXPR(mem == wanted, "page %d lies at %p: %p", first, wanted, mem);
	else
		TST_EXP_EXPR(mem < base || mem >= base + 3 * page,
			     "page %d, not in the copy at %p, lies elsewhere: %p", first,
			     base, mem);
	TST_EXP_EXPR(fig_not(mem, page, 'a' + first) == -1, "page %d has its content", first);
	SAFE_MUNMAP(mem, page);
}

TST_CHILD(parts)
{
	char *base = (char *)(unsigned long)tst_args_int(args, 0);
	int fd = SAFE_OPEN("mnt/file", O_RDONLY);

	part(fd, 1, base + FIG_PAGE, base);
	part(fd, 2, base + 2 * FIG_PAGE, base);
	part(fd, 3, NULL, base);
	SAFE_CLOSE(fd);
}

static void run(void)
{
	size_t page = FIG_PAGE;
	int fd = SAFE_OPEN("mnt/file", O_RDWR | O_CREAT, 0600);
	char *base;
	pid_t pid;

	for (int i = 0; i < PAGES; i++) {
		memset(fig_text, 'a' + i, page);
		SAFE_WRITE(SAFE_WRITE_ALL, fd, fig_text, page);
	}
	base = SAFE_MMAP(NULL, 3 * page, PROT_READ, MAP_PRIVATE, fd, 0);
	pid = tst_spawn(parts, tst_arg_int((unsigned long)base));
	TST_EXP_EXITED(pid, 0, "the process that maps parts");
	TST_EXP_EXPR(fig_not(base, page, 'a') == -1 && fig_not(base + page, page, 'b') == -1 &&
		     fig_not(base + 2 * page, page, 'c') == -1, "the whole copy is as it was");
	TST_EXP_PASS(munmap(base, 3 * page));
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
	.forks_child = 1,
	.mount_device = 1,
	.mntpoint = "mnt",
};
