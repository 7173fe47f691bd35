// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two children wait with F_SETLKW for read locks under the parent's write lock. The parent then changes its locks: a
 * child is granted its lock exactly when no write lock of the parent is left in its range; else it waits on, until a
 * signal ends that with EINTR. On a plain file, on one with the old mark of mandatory locking (setgid, no group execute),
 * and on that one opened with O_NDELAY; all the same today.
 */
#include "locks.h"

#define CHILDREN 2
#define R F_RDLCK
#define W F_WRLCK
#define U F_UNLCK

struct range {
	short type;
	off_t start, len;
};

struct set {
	int count;
	struct range range[2];
};

static const struct row {
	struct set before, after;
	int children;
	struct {
		off_t start, len;
		int granted;
	} child[CHILDREN];
} rows[] = {
	{{1, {{W, 0, 0}}}, {1, {{R, 0, 0}}}, 2, {{0, 5, 1}, {6, 5, 1}}},
	{{1, {{W, 0, 0}}}, {1, {{W, 0, 0}}}, 2, {{0, 5, 0}, {6, 5, 0}}},
	{{1, {{W, 0, 0}}}, {1, {{R, 3, 5}}}, 2, {{2, 3, 0}, {6, 3, 0}}},
	{{1, {{W, 0, 0}}}, {1, {{R, 5, 5}}}, 2, {{2, 3, 0}, {6, 3, 1}}},
	{{1, {{W, 0, 0}}}, {1, {{R, 2, 7}}}, 2, {{3, 5, 1}, {5, 6, 0}}},
	{{1, {{W, 0, 0}}}, {1, {{U, 3, 7}}}, 2, {{2, 3, 0}, {6, 3, 1}}},
	{{2, {{W, 0, 0}, {R, 3, 5}}}, {1, {{R, 1, 9}}}, 2, {{2, 3, 1}, {6, 3, 1}}},
	{{2, {{W, 2, 3}, {W, 6, 3}}}, {2, {{R, 1, 5}, {R, 5, 5}}}, 1, {{3, 5, 1}}},
	{{2, {{W, 0, 0}, {R, 3, 5}}}, {2, {{R, 1, 3}, {R, 7, 3}}}, 2, {{2, 3, 1}, {6, 3, 1}}},
	{{1, {{W, 0, 0}}}, {2, {{R, 1, 7}, {R, 3, 7}}}, 2, {{2, 3, 1}, {6, 3, 1}}},
	{{1, {{W, 0, 0}}}, {1, {{R, 3, 5}}}, 2, {{3, 5, 1}, {3, 5, 1}}},
};

static const struct {
	mode_t mode;
	int flags;
	const char *name;
} files[] = {
	{0600, 0, "plain file"},
	{02600, 0, "setgid file"},
	{02600, O_NDELAY, "setgid file, O_NDELAY"},
};

static volatile int *changed;
static int fd = -1;

static void on_signal(int sig LTP_ATTRIBUTE_UNUSED)
{
}

TST_CHILD(waiter)
{
	const struct sigaction action = {.sa_handler = on_signal}; /* without SA_RESTART */
	const int file = tst_args_fd(args, 0);
	const struct flock *wish = tst_args_mem(args, 1, sizeof(*wish));
	const int granted = tst_args_int(args, 2);
	const char *name = tst_args_str(args, 3);
	struct flock lock = *wish;
	int after;

	changed = tst_shared(sizeof(*changed));
	SAFE_SIGACTION(SIGUSR1, &action, NULL);
	TST_CHECKPOINT_WAKE(0);
	TEST(fcntl(file, F_SETLKW, &lock));
	after = *changed;
	if (granted)
		TST_EXP_EXPR(TST_RET == 0 && after, "%s: expected the lock after the parent's change, got %ld, %s, %s it", name,
			     TST_RET, tst_strerrno(TST_ERR), after ? "after" : "before");
	else
		TST_EXP_EXPR(TST_RET == -1 && TST_ERR == EINTR && after,
			     "%s: expected to wait on until the signal, EINTR, got %ld, %s, %s the change", name, TST_RET,
			     tst_strerrno(TST_ERR), after ? "after" : "before");
}

static void set_locks(const struct set *set)
{
	for (int i = 0; i < set->count; i++)
		lock(fd, set->range[i].type, set->range[i].start, set->range[i].len);
}

/*
 * Until the child has ended, or sleeps again. The signal also ends the wait of one that should have got its lock and did
 * not: it says so.
 */
static void end_child(pid_t pid, int granted)
{
	for (int i = 0; i < 500; i++) {
		if (tst_process_state_wait3(pid, 'Z', 1) == 0)
			break;
		if (!granted && tst_process_state_wait3(pid, 'S', 1) == 0)
			break;
	}
	SAFE_KILL(pid, SIGUSR1);
}

static void run_row(const struct row *row, const char *name)
{
	pid_t pids[CHILDREN];
	char child_name[96];

	*changed = 0;
	set_locks(&row->before);
	for (int i = 0; i < row->children; i++) {
		struct flock wish = lock_of(F_RDLCK, row->child[i].start, row->child[i].len);

		snprintf(child_name, sizeof(child_name), "%s, child %d", name, i + 1);
		pids[i] = tst_spawn(waiter, tst_arg_fd(fd), tst_arg_mem(&wish, sizeof(wish)),
				    tst_arg_int(row->child[i].granted), tst_arg_str(child_name));
		TST_CHECKPOINT_WAIT(0);
		TST_PROCESS_STATE_WAIT(pids[i], 'S', 5000);
	}
	*changed = 1;
	set_locks(&row->after);
	for (int i = 0; i < row->children; i++)
		end_child(pids[i], row->child[i].granted);
	tst_reap_children();
	unlock_all(fd);
}

static void run(unsigned int nr)
{
	char name[64];

	fd = SAFE_OPEN("file", O_RDWR | O_CREAT | O_TRUNC | files[nr].flags, 0600);
	SAFE_FCHMOD(fd, files[nr].mode);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "abcdefghijkl", 12);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		snprintf(name, sizeof(name), "%s, row %zu", files[nr].name, i + 1);
		run_row(&rows[i], name);
	}
	SAFE_CLOSE(fd);
}

static void setup(void)
{
	changed = tst_shared(sizeof(*changed));
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(files),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
