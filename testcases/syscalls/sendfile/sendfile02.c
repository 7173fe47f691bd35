// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sendfile() from four offsets of a file to a UDP socket: the offset moves to the end, the file's position
 * stays, and the receiver, a child, gets the rest of the file from there.
 */
#include "udp.h"

static const int offsets[] = {0, 2, 4, 6};

TST_CHILD(receiver)
{
	const int fd = tst_args_fd(args, 0), from = tst_args_int(args, 1);
	char buf[64] = "";

	TST_EXP_VAL(recv(fd, buf, sizeof(buf) - 1, 0), TEXT_LEN - from,
		    "recv() of what was sent from offset %d", from);
	TST_EXP_EQ_STR(buf, TEXT + from);
}

static void run(unsigned int nr)
{
	const int from = offsets[nr];
	pid_t pid = tst_spawn(receiver, tst_arg_fd(receiver_fd), tst_arg_int(from));
	off_t offset = from, before, after;

	before = SAFE_LSEEK(in_fd, 0, SEEK_CUR);
	TST_EXP_VAL(sendfile(out_fd, in_fd, &offset, TEXT_LEN - from), TEXT_LEN - from,
		    "sendfile() from offset %d", from);
	after = SAFE_LSEEK(in_fd, 0, SEEK_CUR);
	TST_EXP_EQ_LI(offset, TEXT_LEN);
	TST_EXP_EQ_LI(after, before);
	if (TST_RET < 0)
		SAFE_KILL(pid, SIGKILL); /* nothing will come */
	TST_EXP_EXITED(pid, 0, "receiver");
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(offsets),
	.test = run,
	.setup = udp_setup,
	.cleanup = udp_cleanup,
	.needs_tmpdir = 1,
};
