// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A futex without an MMU is its address alone: a wake-up reaches a waiter in another process, marked private
 * or not. The word lies in a file's memory, or in the parent's own for a child that shares its mappings; to a
 * child that has run another program since, the kernel answers EFAULT there, as to any pointer outside the
 * caller's mappings.
 */
#include <linux/futex.h>
#include "../figures.h"

static long futex(uint32_t *word, int op, uint32_t val, unsigned long timeout, uint32_t *second, uint32_t val3)
{
	return syscall(SYS_futex, word, op, val, timeout, second, val3);
}

TST_CHILD(waiter)
{
	int flags = tst_args_int(args, 0);
	uint32_t *mine;
	struct timespec limit = {5, 0};

	mine = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, tst_args_fd(args, 1), 0);
	TST_EXP_PASS(futex(mine, FUTEX_WAIT | flags, 0, (unsigned long)&limit, NULL, 0), "the waiter is woken");
}

/* Has mappings of its own: the parent's memory is none of them. */
TST_CHILD(stranger)
{
	TST_EXP_FAIL(futex((uint32_t *)(uintptr_t)tst_args_int(args, 0), FUTEX_WAIT, 0, 0, NULL, 0), EFAULT);
}

static uint32_t *volatile word;

/* Runs beside the parent, in its memory: raw calls only. */
static int beside(void *flags)
{
	return raw_syscall(SYS_futex, (long)word, FUTEX_WAIT | (long)flags, 0, 0, 0, 0) != 0;
}

/* FUTEX_WAKE until it finds the waiter: it may not wait yet. */
static void wake(const char *what, uint32_t *at, int flags)
{
	long woken = 0;

	for (int i = 0; i < 1000 && woken == 0; i++) {
		woken = futex(at, FUTEX_WAKE | flags, 10, 0, NULL, 0);
		if (!woken)
			usleep(1000);
	}
	TST_EXP_EXPR(woken == 1, "%s: expected 1 process to be woken, got %ld", what, woken);
}

static void run(void)
{
	uint32_t *file, *plain = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
	struct timespec soon = {0, 2000000};
	int fd = fig_ramfs_file("file", 1);
	long moved = 0;
	pid_t pid;

	file = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);
	*file = 0;
	pid = tst_spawn(waiter, tst_arg_int(0), tst_arg_fd(fd));
	wake("word of a file", file, 0);
	TST_EXP_EXITED(pid, 0, "waiter on a file");
	pid = tst_spawn(waiter, tst_arg_int(FUTEX_PRIVATE_FLAG), tst_arg_fd(fd));
	wake("word of a file, private", file, FUTEX_PRIVATE_FLAG);
	TST_EXP_EXITED(pid, 0, "private waiter on a file");

	TST_EXP_FAIL(futex(plain, FUTEX_WAIT, 1, (unsigned long)&soon, NULL, 0), EAGAIN);
	TST_EXP_FAIL(futex(plain, FUTEX_WAIT, 0, (unsigned long)&soon, NULL, 0), ETIMEDOUT);
	TST_EXP_FAIL(futex(plain, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 0, (unsigned long)&soon, NULL, 0), ETIMEDOUT);

	pid = tst_spawn(waiter, tst_arg_int(0), tst_arg_fd(fd));
	for (int i = 0; i < 1000 && moved == 0; i++) {
		moved = futex(file, FUTEX_CMP_REQUEUE, 0, 1, file + 1, 0);
		if (!moved)
			usleep(1000);
	}
	TST_EXP_EXPR(moved == 1, "FUTEX_CMP_REQUEUE: expected 1 waiter to be moved, got %ld", moved);
	TST_EXP_VAL(futex(file, FUTEX_WAKE, 1, 0, NULL, 0), 0);
	TST_EXP_VAL(futex(file + 1, FUTEX_WAKE, 1, 0, NULL, 0), 1);
	TST_EXP_EXITED(pid, 0, "waiter that was moved");
	TST_EXP_FAIL2(futex(file, FUTEX_CMP_REQUEUE, 0, 1, file + 1, 7), EAGAIN);

	for (int flags = 0; flags <= FUTEX_PRIVATE_FLAG; flags += FUTEX_PRIVATE_FLAG) {
		word = plain;
		pid = tst_clone_vm(beside, (void *)(long)flags, 0);
		wake(flags ? "plain memory of the parent, private" : "plain memory of the parent", plain, flags);
		TST_EXP_EXITED(pid, 0, "waiter on plain memory");
	}
	SAFE_WAITPID(tst_spawn(stranger, tst_arg_int((uintptr_t)plain)), NULL, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
