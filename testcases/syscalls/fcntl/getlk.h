// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Blocks of the cases where one process sets locks and another asks about them with F_GETLK. A block sets one or two
 * ranges, asks, and unlocks everything, after which nothing may be found.
 */
#ifndef FCNTL_GETLK_H
#define FCNTL_GETLK_H

#include "locks.h"

#define SETS_MAX 2
#define ASKS_MAX 5

struct range {
	short type;
	off_t start, len;
};

struct ask {
	off_t from, len;
	struct range answer;
};

struct block {
	int sets, asks;
	struct range set[SETS_MAX];
	struct ask ask[ASKS_MAX];
};

/* A question about all from `from` on, and the lock it must meet; or none. */
#define MEETS(from, type, start, len) {from, TO_EOF, {type, start, len}}
#define MEETS_NONE(from) {from, TO_EOF, {F_UNLCK, from, TO_EOF}}
#define MEETS_NONE_IN(from, len) {from, len, {F_UNLCK, from, len}}

/* Another process, so another owner of locks. It checks the answer itself. */
TST_CHILD(asker)
{
	const int fd = tst_args_fd(args, 0);
	const struct ask *ask = tst_args_mem(args, 1, sizeof(*ask));
	const struct range *wanted = &ask->answer;
	struct flock found = lock_of(F_WRLCK, ask->from, ask->len);
	const pid_t pid = wanted->type == F_UNLCK ? 0 : getppid();

	SAFE_FCNTL(fd, F_GETLK, &found);
	TST_EXP_EXPR(found.l_type == wanted->type && found.l_whence == SEEK_SET && found.l_start == wanted->start &&
			     found.l_len == wanted->len && found.l_pid == pid,
		     "%s, F_GETLK from %ld: expected %s %ld+%ld of %d, got %s %ld+%ld of %d", tst_args_str(args, 2),
		     (long)ask->from, lock_name(wanted->type), (long)wanted->start, (long)wanted->len, pid,
		     lock_name(found.l_type), (long)found.l_start, (long)found.l_len, found.l_pid);
}

static int lock_file = -1;

static inline void ask(const struct ask *question, const char *name)
{
	tst_spawn(asker, tst_arg_fd(lock_file), tst_arg_mem(question, sizeof(*question)), tst_arg_str(name));
	tst_reap_children();
}

static inline void run_block(const struct block *block, unsigned int nr)
{
	const struct ask all = MEETS_NONE(0);
	char name[48];

	for (int i = 0; i < block->sets; i++)
		lock(lock_file, block->set[i].type, block->set[i].start, block->set[i].len);
	snprintf(name, sizeof(name), "block %u", nr + 1);
	for (int i = 0; i < block->asks; i++)
		ask(&block->ask[i], name);
	unlock_all(lock_file);
	snprintf(name, sizeof(name), "block %u, unlocked", nr + 1);
	ask(&all, name);
}

static inline void lock_file_setup(void)
{
	lock_file = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, lock_file, "abcdefghijklmnopqrstuvwxyz\n", 27);
}

static inline void lock_file_cleanup(void)
{
	if (lock_file >= 0)
		SAFE_CLOSE(lock_file);
}

#endif
