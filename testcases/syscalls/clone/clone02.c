// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a clone() shares with its parent: with CLONE_VM, _FS, _FILES and _SIGHAND everything; with no flag its
 * descriptors, working directory and handlers are its own. Its memory is not: without an MMU there is only one.
 *
 * Both children have a stack of their own and use raw system calls, for errno is the parent's too.
 */
#include "tst_test.h"

#include <sched.h>

#define DIR_NAME "child"
#define STACK 65536

static char stack[STACK] __attribute__((aligned(16)));
static volatile int value;
static volatile sig_atomic_t by_parent, by_child;
static int fd = -1;
static char start_dir[PATH_MAX];

static void parent_handler(int sig)
{
	(void)sig;
	by_parent++;
}

static void child_handler(int sig)
{
	(void)sig;
	by_child++;
}

static int child(void *arg)
{
	struct sigaction action = {.sa_handler = child_handler};

	(void)arg;
	value = 1;
	if (tst_raw_syscall(SYS_close, fd) < 0)
		return 1;
	if (tst_raw_syscall(SYS_chdir, DIR_NAME) < 0)
		return 2;
	if (sigaction(SIGUSR2, &action, NULL) < 0)
		return 3;
	if (tst_raw_syscall(SYS_kill, getppid(), SIGUSR2) < 0)
		return 4;
	return 0;
}

static void run(unsigned int nr)
{
	const int shares = nr == 0;
	const int flags = shares ? CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND : 0;
	const char *name = shares ? "all shared" : "nothing shared";
	char dir[PATH_MAX], byte;
	pid_t pid;

	SAFE_CHDIR(start_dir);
	fd = SAFE_OPEN("file", O_RDONLY);
	SAFE_SIGNAL(SIGUSR2, parent_handler);
	value = by_parent = by_child = 0;

	pid = clone(child, stack + STACK, flags | SIGCHLD, NULL);
	if (pid < 0)
		tst_brk(TBROK | TERRNO, "clone()");
	TST_EXP_EXITED(pid, 0, "%s: child", name);
	TST_EXP_EXPR(value == 1, "%s: the child's value is seen by the parent", name);
	SAFE_GETCWD(dir, sizeof(dir));
	if (shares) {
		TST_EXP_FAIL2(read(fd, &byte, 1), EBADF, "%s: read() from what the child closed", name);
		TST_EXP_EXPR(strcmp(basename(dir), DIR_NAME) == 0, "%s: the working directory changed (%s)", name, dir);
		TST_EXP_EXPR(by_child == 1 && by_parent == 0, "%s: the child's handler ran in the parent", name);
		fd = -1;
	} else {
		TST_EXP_VAL(read(fd, &byte, 1), 1, "%s: read() from what the child closed", name);
		TST_EXP_EXPR(strcmp(dir, start_dir) == 0, "%s: the working directory is the old one (%s)", name, dir);
		TST_EXP_EXPR(by_parent == 1 && by_child == 0, "%s: the parent's own handler ran", name);
		SAFE_CLOSE(fd);
	}
}

static void setup(void)
{
	SAFE_GETCWD(start_dir, sizeof(start_dir));
	SAFE_MKDIR(DIR_NAME, 0700);
	SAFE_FILE_PRINTF("file", "content");
}

static void cleanup(void)
{
	SAFE_CHDIR(start_dir);
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.tcnt = 2,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
