// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mremap() does not touch what others may have too: shared mappings of a file, read-only ones that are the
 * file's own pages, and read-only copies, even when the size is the same. A private copy that can be written
 * is the process's own.
 */
#include "../figures.h"

#define PAGES 2

static long resize(void *mem, int to)
{
	return syscall(SYS_mremap, mem, PAGES * FIG_PAGE, to * FIG_PAGE, 0, NULL);
}

static void refused(const char *what, void *mem)
{
	TST_EXP_FAIL2(resize(mem, PAGES), EPERM, "%s, to the same size", what);
	TST_EXP_FAIL2(resize(mem, 1), EPERM, "%s, to a smaller one", what);
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, PAGES * FIG_PAGE, NULL), "%s: the mapping is as it was", what);
}

/* A second user of the copy that the parent has. */
TST_CHILD(other)
{
	char *want = (char *)(unsigned long)tst_args_int(args, 1);
	char *mem = SAFE_MMAP(NULL, PAGES * FIG_PAGE, PROT_READ, MAP_PRIVATE, tst_args_fd(args, 0), 0);

	TST_EXP_EXPR(mem == want, "both processes have one copy: %p, %p", want, mem);
	refused("a read-only copy, by its second user", mem);
}

static void run(void)
{
	size_t page = FIG_PAGE, len = PAGES * page;
	int fd = fig_ramfs_file("whole", PAGES), holes = SAFE_OPEN("holes", O_RDWR | O_CREAT, 0600);
	char *mem;
	pid_t pid;

	mem = SAFE_MMAP(NULL, len, FIG_RW, MAP_SHARED, fd, 0);
	refused("MAP_SHARED", mem);
	SAFE_MUNMAP(mem, len);

	mem = SAFE_MMAP(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
	refused("MAP_PRIVATE, read-only, in place", mem);
	SAFE_MUNMAP(mem, len);

	/* the second page does not exist: no mapping of both can be in place */
	SAFE_WRITE(SAFE_WRITE_ALL, holes, "h", 1);
	SAFE_FTRUNCATE(holes, len);
	mem = SAFE_MMAP(NULL, len, PROT_READ, MAP_PRIVATE, holes, 0);
	refused("a read-only copy", mem);
	pid = tst_spawn(other, tst_arg_fd(holes), tst_arg_int((unsigned long)mem));
	TST_EXP_EXITED(pid, 0, "the second user");
	SAFE_MUNMAP(mem, len);

	mem = SAFE_MMAP(NULL, len, FIG_RW, MAP_PRIVATE, fd, 0);
	TST_EXP_VAL(resize(mem, 1), (long)mem, "MAP_PRIVATE, read-write, to a smaller size");
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, page, "rw-p"), "/proc/self/maps has one page of it");
	TST_EXP_EXPR(fig_not(mem, page, 'a') == -1, "the page has its content");
	/* back, so that the mapping is unmapped as it was made */
	syscall(SYS_mremap, mem, page, len, 0, NULL);
	TST_EXP_PASS(munmap(mem, len));
	SAFE_CLOSE(holes);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
