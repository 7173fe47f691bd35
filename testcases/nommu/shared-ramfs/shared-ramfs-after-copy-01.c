// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file whose pages are no neighbours cannot be mapped shared, and a private copy of it in some process
 * does not change that: a shared mapping must never be somebody's copy.
 */
#include "../figures.h"

#define FILES 16

TST_CHILD(reader)
{
	int fd = tst_args_fd(args, 0);
	volatile char *mem = SAFE_MMAP(NULL, 2 * FIG_PAGE, PROT_READ, MAP_PRIVATE, fd, 0);

	TST_CHECKPOINT_WAKE_AND_WAIT(0);
	TST_EXP_EXPR(mem[0] == 'a', "the private mapping is as it was: '%c'", mem[0]);
}

/* A file of two pages that are apart: files grow in turn until one of them is. */
static int scattered(void)
{
	int fds[FILES], found = -1;
	char name[16];

	memset(fig_text, 'a', FIG_PAGE);
	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof(name), "file%d", i);
		fds[i] = SAFE_OPEN(name, O_RDWR | O_CREAT, 0600);
		SAFE_WRITE(SAFE_WRITE_ALL, fds[i], fig_text, FIG_PAGE);
	}
	for (int i = 0; i < FILES; i++) {
		void *mem;

		SAFE_WRITE(SAFE_WRITE_ALL, fds[i], fig_text, FIG_PAGE);
		mem = mmap(NULL, 2 * FIG_PAGE, FIG_RW, MAP_SHARED, fds[i], 0);
		if (mem != MAP_FAILED)
			SAFE_MUNMAP(mem, 2 * FIG_PAGE);
		if (mem == MAP_FAILED && found < 0)
			found = fds[i];
		else
			SAFE_CLOSE(fds[i]);
	}
	if (found < 0)
		tst_brk(TBROK, "the pages of %d files are all neighbours", FILES);
	return found;
}

static void run(void)
{
	int fd = scattered();
	char *mem;
	pid_t pid;

	TST_EXP_FAIL_PTR_VOID(mmap(NULL, 2 * FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0), ENODEV,
			      "shared, pages apart");
	pid = tst_spawn(reader, tst_arg_fd(fd));
	TST_CHECKPOINT_WAIT(0);
	mem = mmap(NULL, 2 * FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);
	TST_EXP_EXPR(mem == MAP_FAILED && errno == ENODEV,
		     "shared, beside a private copy: still ENODEV, got %s",
		     mem == MAP_FAILED ? tst_strerrno(errno) : "a mapping");
	if (mem != MAP_FAILED) {
		mem[0] = 's';
		TST_EXP_EXPR(fig_byte(fd, 0) == 's', "its store is in the file: '%c'", fig_byte(fd, 0));
		SAFE_MUNMAP(mem, 2 * FIG_PAGE);
	} else {
		TST_EXP_EXPR(fig_byte(fd, 0) == 'a', "no mapping, so no store that could be lost");
	}
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(pid, 0, "the process with the private copy");
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
	.needs_checkpoints = 1,
};
