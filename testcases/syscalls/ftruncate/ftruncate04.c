// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ftruncate() and truncate() of a file of mode 02666 of which another process has write-locked a part. Such a
 * lock was mandatory on some mounts until Linux 5.14 and would have been in the way (EAGAIN); since then it
 * is advice only, so each call succeeds, while the lock is held as well as when its holder is dead.
 */
#include "tst_test.h"

#define FILE_NAME "file"
#define PART 1000
#define SIZE (3 * PART)

static int fd = -1;

/* Locks the second of three parts. */
TST_CHILD(holder)
{
	struct flock middle = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = PART, .l_len = PART};

	SAFE_FCNTL(SAFE_OPEN(FILE_NAME, O_RDWR), F_SETLK, &middle);
	TST_CHECKPOINT_WAKE(0);
	pause();
}

static void expect_size(off_t size)
{
	struct stat st;

	SAFE_STAT(FILE_NAME, &st);
	TST_EXP_EQ_LI(st.st_size, size);
	SAFE_FTRUNCATE(fd, SIZE);
}

static void by_fd(off_t size, const char *name)
{
	TST_EXP_PASS(ftruncate(fd, size), "ftruncate() %s", name);
	expect_size(size);
}

static void by_path(off_t size, const char *name)
{
	TST_EXP_PASS(truncate(FILE_NAME, size), "truncate() %s", name);
	expect_size(size);
}

static void run(void)
{
	struct flock found = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	pid_t pid = tst_spawn(holder);

	TST_CHECKPOINT_WAIT(0);
	by_fd(PART / 2, "to less than the lock's start");
	by_fd(PART + PART / 2, "into the lock");
	by_fd(2 * PART, "to just behind the lock");
	SAFE_FCNTL(fd, F_GETLK, &found);
	TST_EXP_EXPR(found.l_type == F_WRLCK && found.l_start == PART && found.l_len == PART &&
		     found.l_pid == pid,
		     "the lock is held all the time, by %d (type %d, start %lld, length %lld, process %d)",
		     pid, found.l_type, (long long)found.l_start, (long long)found.l_len, found.l_pid);

	SAFE_KILL(pid, SIGKILL);
	TST_EXP_KILLED(pid, SIGKILL, "holder of the lock");
	by_path(PART + PART / 2, "into the former lock");
	by_fd(PART + PART / 2, "into the former lock");
	by_path(PART / 2, "to less than its start");
	by_fd(PART / 2, "to less than its start");
	by_fd(SIZE + PART, "to more than there is");
}

static void setup(void)
{
	fd = SAFE_OPEN(FILE_NAME, O_RDWR | O_CREAT | O_NONBLOCK, 0666);
	SAFE_FTRUNCATE(fd, SIZE);
	SAFE_CHMOD(FILE_NAME, 02666);
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
