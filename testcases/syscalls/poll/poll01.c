// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * poll() of a pipe without a timeout: the write end of an empty one is ready at once, the read end when
 * data is there.
 */
#include "tst_test.h"

#include <poll.h>

#define TEXT "8 bytes."

static int fds[2] = {-1, -1};

static void writable(void)
{
	struct pollfd ready = {.fd = fds[1], .events = POLLOUT};

	TST_EXP_VAL(poll(&ready, 1, -1), 1, "poll() of an empty pipe for POLLOUT");
	TST_EXP_EQ_LI(ready.revents, POLLOUT);
}

static void readable(void)
{
	struct pollfd ready = {.fd = fds[0], .events = POLLIN};
	char buf[16] = "";
	pid_t pid;

	SAFE_WRITE(SAFE_WRITE_ALL, fds[1], TEXT, strlen(TEXT));
	TST_VFORK(pid) {
		TST_EXP_VAL(poll(&ready, 1, -1), 1, "poll() for POLLIN in the child");
		TST_EXP_EQ_LI(ready.revents, POLLIN);
		SAFE_READ(0, fds[0], buf, sizeof(buf) - 1);
		TST_EXP_EQ_STR(buf, TEXT);
	}
	TST_EXP_EXITED(pid, 0);
}

static void run(unsigned int nr)
{
	if (nr == 0)
		writable();
	else
		readable();
}

static void setup(void)
{
	SAFE_PIPE(fds);
}

static void cleanup(void)
{
	for (int i = 0; i < 2; i++) {
		if (fds[i] >= 0)
			SAFE_CLOSE(fds[i]);
	}
}

static struct tst_test test = {
	.tcnt = 2,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
};
