// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Eight children of four kinds, each waiting for SIGINT with a handler of its own: two exit, two compute,
 * two make fifty children that make a directory each, two sleep. waitpid() gives each of them once, round
 * after round.
 */
#include "tst_test.h"

#define ROUNDS 5
#define CHILDREN 8
#define GRANDCHILDREN 50

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

static void only_exit(void)
{
}

static void compute(void)
{
	volatile double value = 1;

	for (int i = 1; i < 200000; i++)
		value = value * 1.000001 + 1.0 / i;
}

static void make_directory(int nr)
{
	char name[64];
	pid_t pid;

	snprintf(name, sizeof(name), "dir-%d-%d", (int)getpid(), nr);
	TST_VFORK(pid) {
		SAFE_MKDIR(name, 0700);
	}
	if (SAFE_WAITPID(pid, NULL, 0) != pid)
		tst_brk(TBROK, "waitpid(%d) gave another process", (int)pid);
	SAFE_RMDIR(name);
}

static void make_directories(void)
{
	for (int i = 0; i < GRANDCHILDREN; i++)
		make_directory(i);
}

static void sleep_a_while(void)
{
	usleep(20000);
}

static const struct {
	void (*act)(void);
	const char *name;
} kinds[] = {
	{only_exit, "exits"},
	{compute, "computes"},
	{make_directories, "makes children"},
	{sleep_a_while, "sleeps"},
};

TST_CHILD(worker)
{
	sigset_t blocked, open;

	SAFE_SIGEMPTYSET(&blocked);
	SAFE_SIGADDSET(&blocked, SIGINT);
	SAFE_SIGPROCMASK(SIG_BLOCK, &blocked, &open);
	SAFE_SIGNAL(SIGINT, on_interrupt);
	TST_CHECKPOINT_WAKE(0);
	while (!interrupted)
		sigsuspend(&open);
	kinds[tst_args_int(args, 0)].act();
}

static void run_round(int round)
{
	pid_t pid[CHILDREN];
	int status;

	for (int i = 0; i < CHILDREN; i++) {
		pid[i] = tst_spawn(worker, tst_arg_int(i % ARRAY_SIZE(kinds)));
		TST_CHECKPOINT_WAIT(0);
	}
	for (int i = 0; i < CHILDREN; i++)
		SAFE_KILL(pid[i], SIGINT);
	for (int i = 0; i < CHILDREN; i++) {
		const char *kind = kinds[i % ARRAY_SIZE(kinds)].name;

		status = -1;
		TST_EXP_VAL(waitpid(pid[i], &status, 0), pid[i], "round %d: waitpid() for child %d, which %s",
			    round, i, kind);
		TST_EXP_EXPR(status == 0, "round %d: child %d exited with 0: %s", round, i,
			     tst_strstatus(status));
		TST_EXP_FAIL2(waitpid(pid[i], &status, 0), ECHILD, "round %d: waitpid() for child %d again",
			      round, i);
	}
}

static void run(void)
{
	for (int round = 0; round < ROUNDS; round++)
		run_round(round);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
