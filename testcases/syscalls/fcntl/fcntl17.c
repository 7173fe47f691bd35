// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Deadlock of record locks is found.
 *
 *   child 1 holds [2,7), child 2 [9,14), child 3 [17,22)
 *   child 2 waits for [17,22), held by child 3
 *   child 3 waits for [2,16), held by child 1 and child 2
 *   child 1 unlocks: now 2 waits for 3 and 3 for 2; one of them must get EDEADLK, and both keep what they had
 */
#include "locks.h"

#define CHILDREN 3
#define LIMIT_MS 10000

static const struct {
	off_t start, len; /* held */
	off_t wish, wish_len;
} ranges[CHILDREN] = {
	{2, 5, 0, 0},
	{9, 5, 17, 5},
	{17, 5, 2, 14},
};

enum { HELD, RELEASE, GO }; /* checkpoints; GO + number of the child */

static volatile int *deadlock; /* error number of each child's F_SETLKW, or -1 */
static int fd = -1;

TST_CHILD(child)
{
	const int file = tst_args_fd(args, 0), nr = tst_args_int(args, 1);
	struct flock wish = lock_of(F_WRLCK, ranges[nr].wish, ranges[nr].wish_len);

	deadlock = tst_shared(CHILDREN * sizeof(*deadlock));
	lock(file, F_WRLCK, ranges[nr].start, ranges[nr].len);
	TST_CHECKPOINT_WAKE(HELD);
	TST_CHECKPOINT_WAIT(GO + nr);
	if (nr == 0) {
		unlock_all(file);
		return;
	}
	TEST(fcntl(file, F_SETLKW, &wish));
	deadlock[nr] = TST_RET == 0 ? 0 : TST_ERR;
	if (TST_RET < 0)
		TST_CHECKPOINT_WAIT(RELEASE);
}

static void check_held(pid_t pid, int nr, const char *when)
{
	struct flock found = lock_of(F_RDLCK, ranges[nr].start, ranges[nr].len);

	SAFE_FCNTL(fd, F_GETLK, &found);
	TST_EXP_EXPR(found.l_type == F_WRLCK && found.l_start == ranges[nr].start && found.l_len == ranges[nr].len &&
			     found.l_pid == pid,
		     "%s child %d, %d, holds F_WRLCK %ld+%ld (found %s %ld+%ld of %d)", when, nr + 1, pid,
		     (long)ranges[nr].start, (long)ranges[nr].len, lock_name(found.l_type), (long)found.l_start,
		     (long)found.l_len, found.l_pid);
}

static void run(void)
{
	pid_t pids[CHILDREN];
	int found = -1;

	for (int nr = 0; nr < CHILDREN; nr++) {
		deadlock[nr] = -1;
		pids[nr] = tst_spawn(child, tst_arg_fd(fd), tst_arg_int(nr));
		TST_CHECKPOINT_WAIT(HELD);
		check_held(pids[nr], nr, "first");
	}
	for (int nr = 1; nr < CHILDREN; nr++) {
		TST_CHECKPOINT_WAKE(GO + nr);
		TST_PROCESS_STATE_WAIT(pids[nr], 'S', 5000);
	}
	TST_CHECKPOINT_WAKE(GO + 0);
	for (int ms = 0; found < 0 && ms < LIMIT_MS; ms++) {
		usleep(1000);
		for (int nr = 1; nr < CHILDREN; nr++) {
			if (deadlock[nr] > 0)
				found = nr;
		}
	}
	if (found < 0) {
		tst_res(TFAIL, "no F_SETLKW came back in %d ms, expected EDEADLK", LIMIT_MS);
		return;
	}
	TST_EXP_EXPR(deadlock[found] == EDEADLK, "F_SETLKW of child %d: EDEADLK expected, got %s", found + 1,
		     tst_strerrno(deadlock[found]));
	check_held(pids[1], 1, "after the deadlock");
	check_held(pids[2], 2, "after the deadlock");
	TST_CHECKPOINT_WAKE(RELEASE);
	for (int nr = 0; nr < CHILDREN; nr++)
		TST_EXP_EXITED(pids[nr], 0, "child %d", nr + 1);
}

static void setup(void)
{
	deadlock = tst_shared(CHILDREN * sizeof(*deadlock));
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "abcdefghijklmnopqrstuvwxyz", 26);
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
