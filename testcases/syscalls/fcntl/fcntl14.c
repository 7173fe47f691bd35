// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Record locks of two processes, every way in which two ranges can lie to each other. The parent locks its range; the
 * child asks with F_GETLK, tries with F_SETLK and, where the parent's lock is in its way, waits with F_SETLKW until the
 * parent unlocks. Done on a plain file and on one with the old mark of mandatory locking (setgid, no group execute),
 * which today means nothing.
 */
#include "locks.h"

#define W F_WRLCK
#define R F_RDLCK

static const struct row {
	short type, whence;
	off_t start, len;
	short child_type;
	off_t child_start, child_len;
	int blocked;
} rows[] = {
	{W, SEEK_SET, 0, 0, R, 0, 0, 1},
	{W, SEEK_SET, 0, 0, W, 0, 0, 1},
	{R, SEEK_SET, 0, 0, R, 0, 0, 0},
	{R, SEEK_SET, 0, 0, W, 0, 0, 1},
	{W, SEEK_SET, 0, 0, R, 0, 5, 1},
	{W, SEEK_SET, 0, 0, W, 0, 5, 1},
	{R, SEEK_SET, 0, 0, R, 0, 5, 0},
	{R, SEEK_SET, 0, 0, W, 0, 5, 1},
	{W, SEEK_SET, 0, 0, R, 7, 0, 1},
	{W, SEEK_SET, 0, 0, W, 7, 0, 1},
	{R, SEEK_SET, 0, 0, R, 7, 0, 0},
	{R, SEEK_SET, 0, 0, W, 7, 0, 1},
	{W, SEEK_SET, 0, 5, R, 0, 5, 1},
	{W, SEEK_SET, 0, 5, W, 0, 5, 1},
	{R, SEEK_SET, 0, 5, R, 0, 5, 0},
	{R, SEEK_SET, 0, 5, W, 0, 5, 1},
	{W, SEEK_SET, 0, 5, R, 1, 3, 1},
	{W, SEEK_SET, 0, 5, W, 1, 3, 1},
	{R, SEEK_SET, 0, 5, R, 1, 3, 0},
	{R, SEEK_SET, 0, 5, W, 1, 3, 1},
	{W, SEEK_SET, 0, 5, R, 2, 5, 1},
	{W, SEEK_SET, 0, 5, W, 2, 5, 1},
	{R, SEEK_SET, 0, 5, R, 2, 5, 0},
	{R, SEEK_SET, 0, 5, W, 2, 5, 1},
	{W, SEEK_SET, 0, 5, R, 6, 0, 0},
	{W, SEEK_SET, 0, 5, W, 6, 0, 0},
	{R, SEEK_SET, 0, 5, R, 6, 0, 0},
	{R, SEEK_SET, 0, 5, W, 6, 0, 0},
	{W, SEEK_SET, 2, 5, R, 0, 2, 0},
	{W, SEEK_SET, 2, 5, W, 0, 2, 0},
	{R, SEEK_SET, 2, 5, R, 0, 2, 0},
	{R, SEEK_SET, 2, 5, W, 0, 2, 0},
	{W, SEEK_SET, 4, 0, R, 2, 5, 1},
	{W, SEEK_SET, 4, 0, W, 2, 5, 1},
	{R, SEEK_SET, 4, 0, R, 2, 5, 0},
	{R, SEEK_SET, 4, 0, W, 2, 5, 1},
	/* The file offset is 5: these locks begin at byte 2. */
	{W, SEEK_CUR, -3, 2, W, 1, 1, 0},
	{W, SEEK_CUR, -3, 2, W, 4, 1, 0},
	{W, SEEK_CUR, -3, 2, W, 2, 1, 1},
	{W, SEEK_CUR, -3, 2, W, 3, 1, 1},
	{W, SEEK_CUR, -3, 5, W, 1, 1, 0},
	{W, SEEK_CUR, -3, 5, W, 1, 1, 0},
	{W, SEEK_CUR, -3, 5, W, 2, 1, 1},
	{W, SEEK_CUR, -3, 5, W, 5, 1, 1},
	{W, SEEK_CUR, -3, 5, W, 6, 1, 1},
};

static volatile int *unlocked;
static int fd = -1;

/* What the child is told: its wish, the lock it must meet (F_UNLCK: none), and a name for the messages. */
TST_CHILD(locker)
{
	const int file = tst_args_fd(args, 0);
	const struct flock *wish = tst_args_mem(args, 1, sizeof(*wish));
	const int type = tst_args_int(args, 2);
	const char *name = tst_args_str(args, 3);
	struct flock asked = *wish, tried = *wish;

	unlocked = tst_shared(sizeof(*unlocked));
	SAFE_FCNTL(file, F_GETLK, &asked);
	if (type == F_UNLCK) {
		TST_EXP_EXPR(asked.l_type == F_UNLCK && asked.l_whence == wish->l_whence &&
				     asked.l_start == wish->l_start && asked.l_len == wish->l_len && asked.l_pid == 0,
			     "%s: F_GETLK finds no lock and changes nothing else (%s [%ld,+%ld) pid %d)", name,
			     lock_name(asked.l_type), (long)asked.l_start, (long)asked.l_len, asked.l_pid);
		TST_EXP_PASS(fcntl(file, F_SETLK, &tried), "%s: F_SETLK", name);
		return;
	}
	TST_EXP_EXPR(asked.l_type == type && asked.l_pid == getppid(),
		     "%s: F_GETLK finds the parent's %s (%s, pid %d of %d)", name, lock_name(type),
		     lock_name(asked.l_type), asked.l_pid, getppid());
	TST_EXP_FAIL_ARR(fcntl(file, F_SETLK, &tried), ((const int[]){EAGAIN, EACCES}), 2, "%s: F_SETLK", name);
	TST_CHECKPOINT_WAKE(0);
	TEST(fcntl(file, F_SETLKW, &tried));
	TST_EXP_EXPR(TST_RET == 0 && *unlocked, "%s: F_SETLKW waits for the parent to unlock (returned %ld, %s)", name,
		     TST_RET, *unlocked ? "after it" : "before it");
}

/* The parent's lock is held already. */
static void let_child_lock(struct flock wish, int held_type, const char *name)
{
	pid_t pid;

	*unlocked = 0;
	pid = tst_spawn(locker, tst_arg_fd(fd), tst_arg_mem(&wish, sizeof(wish)), tst_arg_int(held_type),
			tst_arg_str(name));
	if (held_type != F_UNLCK) {
		TST_CHECKPOINT_WAIT(0);
		TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
		*unlocked = 1;
		unlock_all(fd);
	}
	tst_reap_children();
	unlock_all(fd);
}

static void new_file(mode_t mode)
{
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
	SAFE_FCHMOD(fd, mode);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "0123456789", 10);
	SAFE_LSEEK(fd, 5, SEEK_SET);
}

static void run_rows(mode_t mode, const char *mode_name)
{
	char name[64];

	new_file(mode);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct row *row = &rows[i];
		struct flock mine = lock_of(row->type, row->start, row->len);

		mine.l_whence = row->whence;
		snprintf(name, sizeof(name), "%s, row %zu", mode_name, i + 1);
		SAFE_FCNTL(fd, F_SETLK, &mine);
		let_child_lock(lock_of(row->child_type, row->child_start, row->child_len),
			       row->blocked ? row->type : F_UNLCK, name);
	}
	SAFE_CLOSE(fd);
}

static void bad_whence(void)
{
	struct flock bad = lock_of(F_WRLCK, 0, 0);

	new_file(0600);
	bad.l_whence = -1;
	TST_EXP_FAIL(fcntl(fd, F_SETLK, &bad), EINVAL, "F_SETLK with l_whence -1");
	SAFE_CLOSE(fd);
}

/* A lock to the end of the file covers what is appended later. */
static void grown_file(void)
{
	new_file(0600);
	lock(fd, F_WRLCK, 0, TO_EOF);
	SAFE_LSEEK(fd, 0, SEEK_END);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "abcdefghij", 10);
	let_child_lock(lock_of(F_WRLCK, 15, TO_EOF), F_WRLCK, "appended bytes");
	SAFE_CLOSE(fd);
}

static void run(unsigned int nr)
{
	switch (nr) {
	case 0:
		run_rows(0600, "plain file");
		break;
	case 1:
		run_rows(02600, "setgid file");
		break;
	case 2:
		bad_whence();
		break;
	case 3:
		grown_file();
		break;
	}
}

static void setup(void)
{
	unlocked = tst_shared(sizeof(*unlocked));
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.tcnt = 4,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
