// SPDX-License-Identifier: GPL-2.0-or-later
/* Starts the case with nothing of ours left in it, and waits until it has ended. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC 4U
#endif

static int open_channel(const char *path)
{
	return open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
}

bool run_open(struct run_fds *fds, const struct spec *spec, struct failure *failure)
{
	fds->result = open_channel(CHANNEL_RESULT);
	if (spec->shell) {
		fds->null = fds->output = open("/dev/console", O_RDWR | O_CLOEXEC | O_NOCTTY);
	} else {
		fds->null = open("/dev/null", O_RDONLY | O_CLOEXEC);
		fds->output = open_channel(CHANNEL_OUTPUT);
	}
	if (fds->result >= 0 && fds->null >= 0 && fds->output >= 0)
		return true;
	*failure = (struct failure){ "cannot open the case's channels", NULL, errno };
	return false;
}

/*
 * Everything between vfork and exec. The parent's memory and stack are in use here: only system calls, and raw ones
 * where the library keeps state of its own (its setuid talks to all threads). Returns the step that failed.
 *
 * Resource limits, oom_score_adj and signal actions are what the kernel gave us: its defaults. When memory runs out it is
 * the case that is killed, because the kernel never takes PID 1 (mm/oom_kill.c, oom_unkillable_task).
 */
static const char *become_case(const struct run_fds *fds, const struct spec *spec)
{
	sigset_t none;

	setsid();
	/* Nothing is open in a guest but what we opened with O_CLOEXEC; whoever started a template may have had more. */
	syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
	if (dup2(fds->null, 0) < 0 || dup2(fds->output, 1) < 0 || dup2(fds->output, 2) < 0 ||
	    dup2(fds->result, RESULT_FD) < 0)
		return "cannot set the descriptors of";
	if (spec->shell)
		ioctl(0, TIOCSCTTY, 0); /* job control, where the console can have it */
	umask(022);
	if (chdir(spec->cwd) < 0)
		return "cannot change to the directory of";
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if ((spec->has_uid || spec->groupc > 0) && syscall(SYS_setgroups, spec->groupc, spec->groups) < 0)
		return "cannot set the groups of";
	if ((spec->has_uid || spec->has_gid) && syscall(SYS_setgid, spec->gid) < 0)
		return "cannot set the group of";
	if (spec->has_uid && syscall(SYS_setuid, spec->uid) < 0)
		return "cannot set the user of";
	execve(spec->argv[0], spec->argv, spec->envp);
	return "cannot execute";
}

/* The case's pid, or -1 with the step that failed. */
pid_t run_start(const struct run_fds *fds, const struct spec *spec, struct failure *failure)
{
	static const char *volatile failed_step;
	static volatile int failed_error;
	sigset_t child;
	pid_t pid;

	/* Blocked, so that report_leftovers() can wait for it with a limit of time. */
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);

	pid = vfork();
	if (pid == 0) {
		failed_step = become_case(fds, spec);
		failed_error = errno;
		_exit(127);
	}
	if (pid < 0) {
		*failure = (struct failure){ "cannot make a process for", spec->argv[0], errno };
		return -1;
	}
	if (failed_step == NULL)
		return pid;
	waitpid(pid, NULL, 0); /* it is in _exit already */
	*failure = (struct failure){ failed_step, spec->argv[0], failed_error };
	return -1;
}

/* Waits for the case, however long, and on the way for every orphan that init inherits. Returns its wait status. */
int run_wait(pid_t pid)
{
	for (;;) {
		int status;
		pid_t ended = waitpid(-1, &status, __WALL);
		if (ended == pid)
			return status;
		if (ended < 0 && errno == ECHILD)
			return 0; /* cannot be: the case is our child until we have waited for it */
	}
}
