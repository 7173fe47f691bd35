// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An empty file in ramfs can be given at most one block of the page allocator; a file with content can be
 * longer, with nothing in between. RLIMIT_FSIZE counts too.
 */
#include "../figures.h"

#define BLOCK (4L << 20)

static volatile int signals;

static void count(int sig)
{
	signals += sig == SIGXFSZ;
}

static off_t size_of(int fd)
{
	struct stat st;

	SAFE_FSTAT(fd, &st);
	return st.st_size;
}

TST_CHILD(limited)
{
	struct rlimit limit = {FIG_PAGE, FIG_PAGE};
	int fd = SAFE_OPEN("limited", O_RDWR | O_CREAT | O_EXCL, 0600);

	SAFE_SIGNAL(SIGXFSZ, count);
	SAFE_SETRLIMIT(RLIMIT_FSIZE, &limit);
	TST_EXP_FAIL(ftruncate(fd, 2 * FIG_PAGE), EFBIG, "2 pages when RLIMIT_FSIZE is one");
	TST_EXP_EQ_LI(signals, 1);
	TST_EXP_EQ_LI(size_of(fd), 0);
	TST_EXP_PASS(ftruncate(fd, FIG_PAGE), "one page");
	TST_EXP_EQ_LI(signals, 1);
	SAFE_CLOSE(fd);
}

static void run(void)
{
	static const off_t above[] = {BLOCK + 1, 1L << 32, 1L << 40};
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT | O_EXCL, 0600);
	char byte = 'x';
	pid_t pid;

	for (unsigned int i = 0; i < ARRAY_SIZE(above); i++) {
		TST_EXP_FAIL(ftruncate(fd, above[i]), EFBIG, "an empty file gets %lld bytes", (long long)above[i]);
		TST_EXP_EQ_LI(size_of(fd), 0);
	}
	TST_EXP_PASS(ftruncate(fd, BLOCK), "an empty file gets the largest block");
	TST_EXP_EQ_LI(size_of(fd), BLOCK);
	SAFE_FTRUNCATE(fd, 0);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, &byte, 1);
	TST_EXP_PASS(ftruncate(fd, 16 * BLOCK), "a file with one byte gets 64 MiB");
	TST_EXP_EQ_LI(size_of(fd), 16 * BLOCK);
	TST_EXP_EXPR(fig_byte(fd, 0) == 'x' && fig_byte(fd, 16 * BLOCK - 1) == 0,
		     "the byte is there, the last is 0");
	SAFE_CLOSE(fd);
	pid = tst_spawn(limited);
	TST_EXP_EXITED(pid, 0, "the process with the limit");
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
