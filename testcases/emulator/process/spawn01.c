// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All ways to run another program that do not need fork: vfork and exec, posix_spawn(), system(), popen().
 */
#define _GNU_SOURCE
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include "tst_test.h"

extern char **environ;

static volatile int stopped_until;

static void run(void)
{
	char *const argv[] = {"sh", "-c", "exit 23", NULL};
	char line[32] = "";
	int status;
	pid_t pid;
	FILE *f;

	stopped_until = 0;
	TST_VFORK(pid) {
		usleep(20000);
		stopped_until = 1;
	}
	TST_EXP_EXPR(stopped_until == 1, "the parent of vfork is stopped until the child ends");
	TST_EXP_EXITED(pid, 0, "vfork child that ends by itself");

	TST_VFORK(pid) {
		execl("/bin/sh", "sh", "-c", "exit 7", (char *)NULL);
		_exit(99);
	}
	TST_EXP_EXITED(pid, 7, "vfork child that runs sh");

	TST_VFORK(pid) {
		execl("/nowhere", "nowhere", (char *)NULL);
		_exit(errno);
	}
	TST_EXP_EXITED(pid, ENOENT, "exec of a missing program");

	TST_EXP_VAL(posix_spawn(&pid, "/bin/sh", NULL, NULL, argv, environ), 0);
	TST_EXP_EXITED(pid, 23, "posix_spawn child");

	TEST(system("exit 5"));
	status = TST_RET;
	TST_EXP_EXPR(WIFEXITED(status) && WEXITSTATUS(status) == 5, "system() returns the exit code, status 0x%x", status);

	f = popen("echo through a pipe", "r");
	TST_EXP_EXPR(f && fgets(line, sizeof(line), f) && !strcmp(line, "through a pipe\n"), "popen() reads \"%s\"", line);
	TST_EXP_VAL(f ? pclose(f) : -1, 0);

	TST_EXP_FAIL(syscall(SYS_fork), EINVAL);
}

static struct tst_test test = {
	.test_all = run,
};
