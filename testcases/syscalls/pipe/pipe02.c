// SPDX-License-Identifier: GPL-2.0-or-later
/* What a child writes into a pipe comes out; when nobody can read any more, writing ends it by SIGPIPE. */
#include "tst_test.h"

#define TEXT "12345"

static int fds[2] = {-1, -1};

TST_CHILD(writer)
{
	const int fd = tst_args_fd(args, 0);

	SAFE_WRITE(SAFE_WRITE_ALL, fd, TEXT, strlen(TEXT));
	TST_CHECKPOINT_WAIT(0);
	TEST(write(fd, TEXT, strlen(TEXT)));
	tst_res(TFAIL | TTERRNO, "write() without a reader returned %ld", TST_RET);
}

static void run(void)
{
	char text[sizeof(TEXT)] = "";
	pid_t pid;

	/* Close-on-exec, so that the child holds no read end. */
	SAFE_PIPE2(fds, O_CLOEXEC);
	pid = tst_spawn(writer, tst_arg_fd(fds[1]));
	SAFE_CLOSE(fds[1]);
	SAFE_READ(1, fds[0], text, strlen(TEXT));
	TST_EXP_EQ_STR(text, TEXT);
	SAFE_CLOSE(fds[0]);
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_KILLED(pid, SIGPIPE, "writer without a reader");
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
	.needs_checkpoints = 1,
};
