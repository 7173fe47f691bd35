// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A family of eight children for the waitpid() cases: four in the process group that their parent had first,
 * four in a new one, which the parent has joined before. Each waits for SIGINT, may stop itself then, and
 * exits with 3.
 *
 * The parent is a child of the test itself, so that its process group can change and waitpid(-1) sees no
 * others.
 */
#ifndef FAMILY_H
#define FAMILY_H

#include "tst_test.h"

#define MEMBERS 8
#define FIRST_OF_NEW_GROUP 4
#define EXIT_CODE 3

enum { STOPS_NOT = 0, STOPS = 1 };

static volatile sig_atomic_t interrupted;

static inline void on_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

/* Tells the parent that the handler is there, and waits for the signal; none is lost in between. */
static inline void wait_for_interrupt(void)
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

TST_CHILD(member)
{
	wait_for_interrupt();
	if (tst_args_int(args, 0) == STOPS)
		SAFE_KILL(getpid(), SIGSTOP);
	_exit(EXIT_CODE);
}

struct family {
	pid_t old_group;
	pid_t pid[MEMBERS];
	int stops[MEMBERS], exits[MEMBERS]; /* how often waitpid() has told so */
};

static inline void start_family(struct family *family, int stops)
{
	memset(family, 0, sizeof(*family));
	family->old_group = getpgrp();
	for (int i = 0; i < MEMBERS; i++) {
		if (i == FIRST_OF_NEW_GROUP)
			SAFE_SETPGID(0, 0);
		family->pid[i] = tst_spawn(member, tst_arg_int(stops));
		TST_CHECKPOINT_WAIT(0);
	}
}

static inline void interrupt_family(const struct family *family)
{
	for (int i = 0; i < MEMBERS; i++)
		SAFE_KILL(family->pid[i], SIGINT);
}

static inline int member_number(const struct family *family, pid_t pid)
{
	for (int i = 0; i < MEMBERS; i++) {
		if (family->pid[i] == pid)
			return i;
	}
	return -1;
}

/* With WNOHANG: asks again until there is something. */
static inline pid_t wait_once(pid_t which, int *status, int options)
{
	pid_t pid;

	while ((pid = waitpid(which, status, options)) == 0)
		usleep(1000);
	return pid;
}

/* One report of waitpid(): a member from first to last that stopped or exited, for the first time. */
static inline void collect_one(struct family *family, pid_t which, int options, int first, int last)
{
	int status = 0, nr, in_range;
	pid_t pid = wait_once(which, &status, options);

	nr = member_number(family, pid);
	in_range = nr >= first && nr <= last;
	if (options & WUNTRACED && in_range && WIFSTOPPED(status)) {
		TST_EXP_EXPR(WSTOPSIG(status) == SIGSTOP && family->stops[nr]++ == 0,
			     "waitpid() gives one of %d to %d, stopped by SIGSTOP once: child %d, %s",
			     first, last, nr, tst_strstatus(status));
		SAFE_KILL(pid, SIGCONT);
		return;
	}
	TST_EXP_EXPR(in_range && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_CODE &&
			     family->exits[nr]++ == 0,
		     "waitpid() gives one of %d to %d, exited with %d once: child %d (pid %d), %s", first,
		     last, EXIT_CODE, nr, (int)pid, tst_strstatus(status));
}

/* As many reports as these members must give: one exit each, and one stop with STOPS. */
static inline void collect(struct family *family, pid_t which, int options, int stops, int first, int last)
{
	for (int i = 0; i < (last - first + 1) * (stops + 1); i++)
		collect_one(family, which, options, first, last);
}

static inline void expect_running(pid_t which, int options, const char *name)
{
	int status;

	TST_EXP_VAL(waitpid(which, &status, options), 0, "waitpid(%s) while all children run", name);
}

static inline void expect_none(int options)
{
	int status;

	TST_EXP_FAIL2(waitpid(-1, &status, options), ECHILD, "waitpid() when all children are gone");
}

#endif
