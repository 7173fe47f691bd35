// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A child that stops under PTRACE_TRACEME by a signal which it ignores or handles itself, for the ptrace
 * cases.
 */
#ifndef TRACEE_H
#define TRACEE_H

#include "tst_test.h"

#include <sys/ptrace.h>

#define STOP_SIGNAL SIGUSR2

enum disposition { IGNORE, HANDLE, DISPOSITIONS };

static const char *const disposition_names[] = {"ignores SIGUSR2", "handles SIGUSR2"};

/* Both processes' view of whether the handler ran. */
static volatile int *handler_ran;

static void on_signal(int sig)
{
	(void)sig;
	*handler_ran = 1;
}

TST_CHILD(tracee)
{
	handler_ran = tst_shared(sizeof(*handler_ran));
	SAFE_SIGNAL(STOP_SIGNAL, tst_args_int(args, 0) == HANDLE ? on_signal : SIG_IGN);
	SAFE_PTRACE(PTRACE_TRACEME, 0, NULL, NULL);
	SAFE_KILL(getpid(), STOP_SIGNAL);
}

/* Starts it and reports whether it stopped. */
static inline pid_t stopped_tracee(unsigned int disposition)
{
	int status;
	pid_t pid;

	handler_ran = tst_shared(sizeof(*handler_ran));
	*handler_ran = 0;
	pid = tst_spawn(tracee, tst_arg_int(disposition));
	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR(WIFSTOPPED(status) && WSTOPSIG(status) == STOP_SIGNAL, "child that %s stopped by it: %s",
		     disposition_names[disposition], tst_strstatus(status));
	return pid;
}

#endif
