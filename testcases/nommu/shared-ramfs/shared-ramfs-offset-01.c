// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A shared mapping of many pages has each at its place, and so has a mapping of some of them, alone or
 * beside the whole.
 */
#include "../figures.h"

#define PAGES 64
#define FIRST 40
#define SOME 10

/* Each page begins with its number. */
static int wrong_page(char *mem, int first, int pages)
{
	for (int i = 0; i < pages; i++)
		if (*(int *)(mem + i * FIG_PAGE) != first + i)
			return first + i;
	return -1;
}

TST_CHILD(some)
{
	char *base = (char *)(unsigned long)tst_args_int(args, 1);
	int fd = tst_args_fd(args, 0);
	char *mem = SAFE_MMAP(NULL, SOME * FIG_PAGE, FIG_RW, MAP_SHARED, fd, FIRST * FIG_PAGE);
	struct fig_map map;

	TST_EXP_EXPR(mem == base + FIRST * FIG_PAGE, "beside the whole at %p page %d lies at %p", base, FIRST,
		     mem);
	TST_EXP_EXPR(wrong_page(mem, FIRST, SOME) == -1, "beside the whole all pages are right (%d)",
		     wrong_page(mem, FIRST, SOME));
	fig_find(FIG_SELF, mem, &map);
	TST_EXP_EQ_LU(map.offset, FIRST * FIG_PAGE);
	TST_EXP_EQ_LU(map.end - map.start, SOME * FIG_PAGE);
}

static void run(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	char *mem;
	pid_t pid;

	SAFE_FTRUNCATE(fd, PAGES * FIG_PAGE);
	for (int i = 0; i < PAGES; i++)
		SAFE_PWRITE(SAFE_WRITE_ALL, fd, &i, sizeof(i), i * FIG_PAGE);

	mem = mmap(NULL, SOME * FIG_PAGE, FIG_RW, MAP_SHARED, fd, FIRST * FIG_PAGE);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "a mapping of pages %d to %d must work", FIRST, FIRST + SOME - 1);
	TST_EXP_EQ_LI(*(int *)mem, FIRST);
	TST_EXP_EQ_LI(wrong_page(mem, FIRST, SOME), -1);
	SAFE_MUNMAP(mem, SOME * FIG_PAGE);

	mem = mmap(NULL, PAGES * FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "a mapping of all pages must work");
	TST_EXP_EQ_LI(wrong_page(mem, 0, PAGES), -1);
	pid = tst_spawn(some, tst_arg_fd(fd), tst_arg_int((unsigned long)mem));
	TST_EXP_EXITED(pid, 0, "the process that maps some pages");
	TST_EXP_EQ_LI(wrong_page(mem, 0, PAGES), -1);
	TST_EXP_PASS(munmap(mem, PAGES * FIG_PAGE));
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
