// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sendfile() without an offset starts at the file's position and moves it to the end. The receiver is a
 * child.
 */
#include "udp.h"

TST_CHILD(receiver)
{
	char buf[64] = "";

	TST_EXP_VAL(recv(tst_args_fd(args, 0), buf, sizeof(buf) - 1, 0), TEXT_LEN, "recv() of the file");
	TST_EXP_EQ_STR(buf, TEXT);
}

static void run(void)
{
	pid_t pid = tst_spawn(receiver, tst_arg_fd(receiver_fd));
	off_t position;

	SAFE_LSEEK(in_fd, 0, SEEK_SET);
	TST_EXP_VAL(sendfile(out_fd, in_fd, NULL, TEXT_LEN), TEXT_LEN,
		    "sendfile() of the file without an offset");
	position = SAFE_LSEEK(in_fd, 0, SEEK_CUR);
	TST_EXP_EQ_LI(position, TEXT_LEN);
	if (TST_RET < 0)
		SAFE_KILL(pid, SIGKILL); /* nothing will come */
	TST_EXP_EXITED(pid, 0, "receiver");
}

static struct tst_test test = {
	.test_all = run,
	.setup = udp_setup,
	.cleanup = udp_cleanup,
	.needs_tmpdir = 1,
};
