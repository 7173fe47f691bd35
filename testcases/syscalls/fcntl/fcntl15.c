// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Closing one descriptor of a file takes all record locks of the process on that file away, also those taken
 * by a copy of the descriptor or by one of another open(); but not those of another process.
 */
#include "locks.h"

#define FILE_NAME "file"
#define HALF 5

static int first = -1, second = -1;

/*
 * Another process, and so another owner of locks, that opens the file anew. Its errors: 0, or that of the
 * attempt.
 */
static void try(const char *name, const char *when, int err_low, int err_high)
{
	struct flock low = lock_of(F_WRLCK, 0, HALF), high = lock_of(F_WRLCK, HALF, HALF);
	pid_t pid;
	int fd;

	TST_VFORK(pid) {
		fd = SAFE_OPEN(FILE_NAME, O_RDWR);
		TST_EXP_PASS_OR_FAIL(fcntl(fd, F_SETLK, &low), err_low, "%s, %s the close: bytes 0-4", name,
				     when);
		TST_EXP_PASS_OR_FAIL(fcntl(fd, F_SETLK, &high), err_high, "%s, %s the close: bytes 5-9", name,
				     when);
	}
	TST_EXP_EXITED(pid, 0, "%s, %s the close: child", name, when);
}

static void take(const char *name, int err_high_after)
{
	try(name, "before", EAGAIN, EAGAIN);
	SAFE_CLOSE(first);
	try(name, "after", 0, err_high_after);
}

static void by_copy(void)
{
	first = SAFE_OPEN(FILE_NAME, O_RDWR);
	second = SAFE_FCNTL(first, F_DUPFD, 0);
	lock(first, F_WRLCK, 0, HALF);
	lock(second, F_WRLCK, HALF, HALF);
	take("F_DUPFD", 0);
	SAFE_CLOSE(second);
}

static void by_open(void)
{
	first = SAFE_OPEN(FILE_NAME, O_RDWR);
	second = SAFE_OPEN(FILE_NAME, O_RDWR);
	lock(first, F_WRLCK, 0, HALF);
	lock(second, F_WRLCK, HALF, HALF);
	take("second open", 0);
	SAFE_CLOSE(second);
}

TST_CHILD(holder)
{
	lock(SAFE_OPEN(FILE_NAME, O_RDWR), F_WRLCK, HALF, HALF);
	TST_CHECKPOINT_WAKE_AND_WAIT(0);
}

static void by_process(void)
{
	pid_t pid;

	first = SAFE_OPEN(FILE_NAME, O_RDWR);
	lock(first, F_WRLCK, 0, HALF);
	pid = tst_spawn(holder);
	TST_CHECKPOINT_WAIT(0);
	take("other process", EAGAIN);
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(pid, 0, "process that holds bytes 5-9");
}

static void (*const parts[])(void) = {by_copy, by_open, by_process};

static void run(unsigned int nr)
{
	parts[nr]();
}

static void setup(void)
{
	SAFE_FILE_PRINTF(FILE_NAME, "0123456789");
}

static void cleanup(void)
{
	if (first >= 0)
		SAFE_CLOSE(first);
	if (second >= 0)
		SAFE_CLOSE(second);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(parts),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
