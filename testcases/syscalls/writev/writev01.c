// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * writev() with bad lengths, counts and descriptors, with buffers of no bytes, with a buffer that cannot be
 * read, and to a pipe that nobody reads.
 */
#include "short_writev.h"

#define FILE_SIZE 1024

static volatile sig_atomic_t sigpipes;

static void on_sigpipe(int sig)
{
	(void)sig;
	sigpipes++;
}

static const struct iovec one[] = {{first, BUFFER}};

static void bad_length(void)
{
	const struct iovec iov[] = {{first, -1}};

	TST_EXP_FAIL2(writev(file, iov, 1), EINVAL, "writev() of a buffer with length -1");
}

static void bad_buffer(void)
{
	SAFE_LSEEK(file, 0, SEEK_SET);
	write_short("at offset 0");
	check_file(0, FILE_SIZE);
	write_short("where the first call ended");
	check_file(BUFFER, FILE_SIZE);
}

static void bad_descriptor(void)
{
	TST_EXP_FAIL2(writev(-1, one, 1), EBADF, "writev() to descriptor -1");
}

static void bad_count(void)
{
	TST_EXP_FAIL2(writev(file, one, -1), EINVAL, "writev() of -1 buffers");
}

static void no_buffer(void)
{
	TST_EXP_VAL(writev(file, one, 0), 0, "writev() of 0 buffers");
}

static void empty_buffers(void)
{
	const struct iovec iov[] = {{first, BUFFER}, {third, 0}, {NULL, 0}, {NULL, 0}};

	TST_EXP_VAL(writev(file, iov, 4), BUFFER,
		    "writev() of buffers of 64, 0, 0 and 0 bytes, two of them at NULL");
}

static void no_reader(void)
{
	int fds[2];

	SAFE_PIPE(fds);
	SAFE_CLOSE(fds[0]);
	sigpipes = 0;
	TST_EXP_FAIL2(writev(fds[1], one, 1), EPIPE, "writev() to a pipe without a reader");
	TST_EXP_EXPR(sigpipes == 1, "SIGPIPE came once: %d times", (int)sigpipes);
	SAFE_CLOSE(fds[1]);
}

static void (*const rows[])(void) = {
	bad_length, bad_buffer, bad_descriptor, bad_count, no_buffer, empty_buffers, no_reader,
};

static void run(unsigned int nr)
{
	rows[nr]();
}

static void setup(void)
{
	SAFE_SIGNAL(SIGPIPE, on_sigpipe);
	make_file(FILE_SIZE);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = close_file,
	.needs_tmpdir = 1,
};
