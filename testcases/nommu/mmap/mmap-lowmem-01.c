// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Nothing is lost when memory runs out: not at the end of a process that took it all, however it ends, and
 * not by a mapping of a file that could not be made.
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/wait.h>
#include "../figures.h"

#define BLOCK (1UL << 20)
#define BLOCKS_MAX 64
#define TRIES 100

static int *blocks;

static int take_all(void **mem)
{
	int count = 0;

	while (count < BLOCKS_MAX && (mem[count] = mmap(NULL, BLOCK, FIG_RW, FIG_ANON, -1, 0)) != MAP_FAILED)
		count++;
	if (count == BLOCKS_MAX || errno != ENOMEM)
		tst_brk(TBROK | TERRNO, "%d blocks and no ENOMEM", count);
	return count;
}

TST_CHILD(taker)
{
	static void *mem[BLOCKS_MAX];
	int *count = tst_shared(sizeof(*count));

	*count = take_all(mem);
	if (tst_args_int(args, 0))
		tst_raise(SIGKILL);
}

static int child_takes(int killed)
{
	pid_t pid = tst_spawn(taker, tst_arg_int(killed));

	if (killed)
		TST_EXP_KILLED(pid, SIGKILL, "the child that took all memory");
	else
		TST_EXP_EXITED(pid, 0, "the child that took all memory");
	return *blocks;
}

static void same(const char *how, int first, int second)
{
	/* more is no loss: something was still to be freed when the first began */
	TST_EXP_EXPR(first > 0 && second >= first - 1, "after %s: %d blocks of 1 MiB, the next child %d",
		     how, first,
		     second);
}

static void files(void)
{
	static void *mem[BLOCKS_MAX];
	long open_files, slab, unused;
	int fd, count, failed = 0;

	SAFE_MKDIR("mnt", 0700);
	SAFE_MOUNT("lowmem", "mnt", "ramfs", 0, NULL);
	fd = SAFE_OPEN("mnt/file", O_RDWR | O_CREAT, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "content", 7);
	count = take_all(mem);
	mmap(NULL, BLOCK, FIG_RW, MAP_PRIVATE, fd, 0);
	unused = fig_unused();
	slab = fig_slab();
	open_files = fig_files();
	for (int i = 0; i < TRIES; i++)
		failed += mmap(NULL, BLOCK, FIG_RW, MAP_PRIVATE, fd, 0) == MAP_FAILED && errno == ENOMEM;
	TST_EXP_EQ_LI(failed, TRIES);
	TST_EXP_EQ_LI(fig_files(), open_files);
	TST_EXP_EQ_LI(fig_unused_again(unused), unused);
	TST_EXP_EXPR(labs(fig_slab() - slab) <= 1, "%d failures leave slabs of %ld pages as they were: %ld",
		     TRIES, slab,
		     fig_slab());
	while (count)
		SAFE_MUNMAP(mem[--count], BLOCK);
	SAFE_CLOSE(fd);
	TST_EXP_PASS(umount("mnt"), "nothing holds the file system");
}

static void run(void)
{
	int first, second, third;

	blocks = tst_shared(sizeof(*blocks));
	/* the first to take all memory also drives the kernel's caches out */
	child_takes(0);
	first = child_takes(0);
	second = child_takes(1);
	third = child_takes(0);
	same("_exit", first, second);
	same("SIGKILL", second, third);
	files();
}

static void cleanup(void)
{
	if (tst_is_mounted("mnt"))
		tst_umount("mnt");
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
