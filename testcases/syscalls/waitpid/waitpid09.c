// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * waitpid() for one child, with and without WNOHANG: while it runs, when it has ended, and when it has been
 * waited for already.
 */
#include "tst_test.h"

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

TST_CHILD(waiter)
{
	sigset_t blocked, open;

	SAFE_SIGEMPTYSET(&blocked);
	SAFE_SIGADDSET(&blocked, SIGINT);
	SAFE_SIGPROCMASK(SIG_BLOCK, &blocked, &open);
	SAFE_SIGNAL(SIGINT, on_interrupt);
	TST_CHECKPOINT_WAKE(0);
	while (!interrupted)
		sigsuspend(&open);
}

static void running(void)
{
	pid_t pid = tst_spawn(waiter);
	int status = -1;

	TST_CHECKPOINT_WAIT(0);
	TST_EXP_VAL(waitpid(pid, &status, WNOHANG), 0, "waitpid(WNOHANG) for a child that runs");
	SAFE_KILL(pid, SIGINT);
	TST_EXP_VAL(waitpid(pid, &status, 0), pid, "waitpid(0) for a child that ends after SIGINT");
	TST_EXP_EXPR(status == 0, "its status is 0: %#x", status);
}

static void ended(void)
{
	int status = -1;
	pid_t pid;

	TST_VFORK(pid) {
	}
	TST_PROCESS_STATE_WAIT(pid, 'Z', 5000);
	TST_EXP_VAL(waitpid(pid, &status, WNOHANG), pid, "waitpid(WNOHANG) for a child that has ended");
	TST_EXP_EXPR(status == 0, "its status is 0: %#x", status);
	TST_EXP_FAIL2(waitpid(pid, &status, 0), ECHILD, "waitpid(0) for a child that was waited for");
	TST_EXP_FAIL2(waitpid(pid, &status, WNOHANG), ECHILD,
		      "waitpid(WNOHANG) for a child that was waited for");
}

static void run(void)
{
	running();
	ended();
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
