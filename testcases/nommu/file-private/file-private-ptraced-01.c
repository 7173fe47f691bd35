// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process under ptrace gets a copy of its own where others get the file's pages, so that a breakpoint
 * never reaches the file; and that is no reason for a warning.
 */
#define _GNU_SOURCE
#include <sys/ptrace.h>
#include <sys/wait.h>
#include "../figures.h"

struct seen {
	void *mem;
	long taken;
};

TST_CHILD(traced)
{
	struct seen *seen = tst_shared(sizeof(*seen));
	int fd = tst_args_fd(args, 0);
	long copy;
	char *mem;

	SAFE_PTRACE(PTRACE_TRACEME, 0, NULL, NULL);
	fig_settle();
	copy = fig_mmap_copy();
	mem = SAFE_MMAP(NULL, FIG_PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
	seen->mem = mem;
	seen->taken = fig_mmap_copy() - copy;
	TST_EXP_EXPR(fig_not(mem, FIG_PAGE, 'a') == -1,
		     "the mapping of the traced process has the file's content");
	tst_raise(SIGSTOP);
	TST_EXP_EXPR(fig_not(mem, sizeof(long), 0x11) == -1, "the traced process sees what was poked");
}

static void run(void)
{
	struct seen *seen = tst_shared(sizeof(*seen));
	int fd = fig_ramfs_file("file", 1), status;
	void *shared = SAFE_MMAP(NULL, FIG_PAGE, PROT_READ, MAP_SHARED, fd, 0);
	const char *log;
	pid_t pid;

	fig_log_clear();
	pid = tst_spawn(traced, tst_arg_fd(fd));
	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP, "the traced process stops: %s",
		     tst_strstatus(status));
	TST_EXP_EXPR(seen->mem != shared, "its mapping is not the shared one, %p: %p", shared, seen->mem);
	TST_EXP_EXPR(seen->taken == 1, "it took a page of memory: %ld", seen->taken);
	TST_EXP_PASS(ptrace(PTRACE_POKEDATA, pid, seen->mem, (void *)0x1111111111111111L),
		     "POKEDATA into it");
	TST_EXP_EXPR(fig_byte(fd, 0) == 'a', "the file is as it was: '%c'", fig_byte(fd, 0));
	TST_EXP_EXPR(fig_not(shared, FIG_PAGE, 'a') == -1, "so is its shared mapping");
	SAFE_PTRACE(PTRACE_CONT, pid, NULL, NULL);
	TST_EXP_EXITED(pid, 0, "the traced process");
	log = fig_log();
	TST_EXP_EXPR(strstr(log, "WARNING") == NULL && strstr(log, "Call Trace") == NULL,
		     "the log has no warning");
	SAFE_MUNMAP(shared, FIG_PAGE);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
