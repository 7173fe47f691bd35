// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two children write to one pipe without end, each its own letter; only these two arrive. When the pipe is full and
 * nobody reads, both are asleep in write(2), and SIGKILL ends them there.
 */
#include "tst_test.h"

#define RUN 25
#define READS 100

static int fds[2] = {-1, -1};

TST_CHILD(writer)
{
	const int fd = tst_args_fd(args, 0);
	char run[RUN];

	memset(run, tst_args_int(args, 1), sizeof(run));
	for (;;)
		SAFE_WRITE(SAFE_WRITE_ANY, fd, run, sizeof(run));
}

static void read_letters(void)
{
	size_t a = 0, b = 0, others = 0;
	char buf[4096];

	for (int i = 0; i < READS || (i < 50 * READS && !(a && b)); i++) {
		ssize_t len = SAFE_READ(0, fds[0], buf, sizeof(buf));

		for (ssize_t k = 0; k < len; k++) {
			a += buf[k] == 'A';
			b += buf[k] == 'b';
			others += buf[k] != 'A' && buf[k] != 'b';
		}
	}
	TST_EXP_EXPR(a > 0 && b > 0 && others == 0, "%zu times A, %zu times b and %zu other bytes", a, b, others);
}

static void kill_blocked(pid_t pid, const char *name)
{
	TST_PROCESS_STATE_WAIT(pid, 'S', 10000);
	SAFE_KILL(pid, SIGKILL);
	TST_EXP_KILLED(pid, SIGKILL, "%s, asleep in write()", name);
}

static void run(void)
{
	pid_t first, second;

	SAFE_PIPE(fds);
	first = tst_spawn(writer, tst_arg_fd(fds[1]), tst_arg_int('b'));
	second = tst_spawn(writer, tst_arg_fd(fds[1]), tst_arg_int('A'));
	read_letters();
	kill_blocked(first, "first child");
	kill_blocked(second, "second child");
	SAFE_CLOSE(fds[0]);
	SAFE_CLOSE(fds[1]);
}

static void cleanup(void)
{
	for (int i = 0; i < 2; i++) {
		if (fds[i] >= 0)
			SAFE_CLOSE(fds[i]);
	}
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = cleanup,
};
