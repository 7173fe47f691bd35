// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the kernel does in the memory of others when a thread ends: it clears and wakes the word that the
 * thread was started with, and marks the robust locks that it held.
 */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <sys/wait.h>
#include "../figures.h"
#include "tst_safe_pthread.h"

#define STACK 32768
#define IN_MEMORY (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND)
#define MARK 0x5a5a

static char stack[STACK] __attribute__((aligned(16)));
static volatile uint32_t word, go;

static long futex(volatile uint32_t *at, int op, uint32_t val, const struct timespec *limit)
{
	return syscall(SYS_futex, at, op, val, limit, NULL, 0);
}

/* Raw calls only: it runs with the parent's thread pointer. */
static int ends(void *unused)
{
	struct timespec moment = {0, 5000000};

	(void)unused;
	raw_syscall(SYS_nanosleep, (long)&moment, 0, 0, 0, 0, 0);
	return 0;
}

static int sleeps(void *unused)
{
	(void)unused;
	for (;;)
		raw_syscall(SYS_pause, 0, 0, 0, 0, 0, 0);
	return 0;
}

/* Started with CLONE_CHILD_CLEARTID: the word goes to 0, and who waits for it is woken. */
static void clear_tid(const char *what, int flags, int kill_it)
{
	struct timespec limit = {5, 0};
	int status;
	pid_t pid;

	word = MARK;
	pid = clone(kill_it ? sleeps : ends, stack + STACK, IN_MEMORY | CLONE_CHILD_CLEARTID | flags, NULL,
		    NULL, NULL, &word);
	if (pid < 0)
		tst_brk(TBROK | TERRNO, "clone()");
	TST_EXP_EXPR(word == MARK, "%s: the word is as it was while it runs: %#x", what, word);
	if (kill_it)
		SAFE_KILL(pid, SIGKILL);
	TST_EXP_EXPR(futex(&word, FUTEX_WAIT, MARK, &limit) == 0 || errno == EAGAIN,
		     "%s: the waiter is woken: %s", what, tst_strerrno(errno));
	TST_EXP_EXPR(word == 0, "%s: the word is cleared: %#x", what, word);
	if (!(flags & CLONE_THREAD))
		SAFE_WAITPID(pid, &status, 0);
}

/* Without the flag nothing is cleared. */
static void no_clear_tid(void)
{
	pid_t pid;

	word = MARK;
	pid = clone(ends, stack + STACK, IN_MEMORY | SIGCHLD, NULL, NULL, NULL, &word);
	SAFE_WAITPID(pid, NULL, 0);
	TST_EXP_EXPR(word == MARK, "without CLONE_CHILD_CLEARTID the word stays: %#x", word);
}

static void robust_init(pthread_mutex_t *mutex)
{
	pthread_mutexattr_t attr;

	SAFE_PTHREAD_MUTEXATTR_INIT(&attr);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	SAFE_PTHREAD_MUTEX_INIT(mutex, &attr);
}

TST_CHILD(owner)
{
	pthread_mutex_t *mutex = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, tst_args_fd(args, 0), 0);

	SAFE_PTHREAD_MUTEX_LOCK(mutex);
	TST_CHECKPOINT_WAKE(0);
	for (;;)
		pause();
}

static void *kill_soon(void *pid)
{
	usleep(10000);
	kill((long)pid, SIGKILL);
	return NULL;
}

/* The mutex lies in a file's memory; its owner, another process, is killed while somebody waits for it. */
static void robust_process(void)
{
	int fd = fig_ramfs_file("file", 1), ret;
	pthread_mutex_t *mutex = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);
	pthread_t killer;
	pid_t pid;

	robust_init(mutex);
	pid = tst_spawn(owner, tst_arg_fd(fd));
	TST_CHECKPOINT_WAIT(0);
	ret = pthread_mutex_trylock(mutex);
	TST_EXP_EXPR(ret == EBUSY, "a process owns the mutex: expected EBUSY, got %s", tst_strerrno(ret));
	SAFE_PTHREAD_CREATE(&killer, NULL, kill_soon, (void *)(long)pid);
	ret = pthread_mutex_lock(mutex);
	TST_EXP_EXPR(ret == EOWNERDEAD, "the process is killed: expected EOWNERDEAD, got %s",
		     tst_strerrno(ret));
	SAFE_PTHREAD_JOIN(killer, NULL);
	TST_EXP_KILLED(pid, SIGKILL, "the owner");
	TST_EXP_EXPR(pthread_mutex_consistent(mutex) == 0 && pthread_mutex_unlock(mutex) == 0 &&
		     pthread_mutex_lock(mutex) == 0, "it can be made good and locked again");
	SAFE_PTHREAD_MUTEX_UNLOCK(mutex);
	SAFE_MUNMAP(mutex, FIG_PAGE);
	SAFE_CLOSE(fd);
}

static void *lock_and_end(void *mutex)
{
	pthread_mutex_lock(mutex);
	return NULL;
}

static void robust_thread(void)
{
	static pthread_mutex_t mutex;
	pthread_t thread;
	int ret;

	robust_init(&mutex);
	SAFE_PTHREAD_CREATE(&thread, NULL, lock_and_end, &mutex);
	SAFE_PTHREAD_JOIN(thread, NULL);
	ret = pthread_mutex_lock(&mutex);
	TST_EXP_EXPR(ret == EOWNERDEAD, "a thread has ended with the mutex: expected EOWNERDEAD, got %s",
		     tst_strerrno(ret));
}

/* The kernel's own part, without a library: a list with one lock, in a process beside us that is killed. */
static struct {
	struct robust_list_head head;
	struct robust_list node;
	uint32_t lock;
} held;

static int holds(void *unused)
{
	(void)unused;
	held.lock = raw_syscall(SYS_gettid, 0, 0, 0, 0, 0, 0) | FUTEX_WAITERS;
	raw_syscall(SYS_set_robust_list, (long)&held.head, sizeof(held.head), 0, 0, 0, 0);
	go = 1;
	return sleeps(NULL);
}

static void robust_raw(void)
{
	struct timespec limit = {5, 0};
	uint32_t owned;
	pid_t pid;

	memset(&held, 0, sizeof(held));
	held.head.list.next = &held.node;
	held.head.futex_offset = (char *)&held.lock - (char *)&held.node;
	held.node.next = &held.head.list;
	go = 0;
	pid = clone(holds, stack + STACK, IN_MEMORY | SIGCHLD, NULL);
	while (!go)
		usleep(500);
	owned = held.lock;
	TST_EXP_EXPR((owned & FUTEX_TID_MASK) == (uint32_t)pid, "the lock is the process's: %#x, pid %#x",
		     owned, pid);
	SAFE_KILL(pid, SIGKILL);
	TST_EXP_EXPR(futex(&held.lock, FUTEX_WAIT, owned, &limit) == 0 || errno == EAGAIN,
		     "the waiter is woken: %s", tst_strerrno(errno));
	TST_EXP_EXPR(held.lock == (FUTEX_OWNER_DIED | FUTEX_WAITERS),
		     "the lock has FUTEX_OWNER_DIED and FUTEX_WAITERS, no owner: %#x", held.lock);
	SAFE_WAITPID(pid, NULL, 0);
}

static void run(void)
{
	clear_tid("thread", CLONE_THREAD, 0);
	clear_tid("process in our memory", SIGCHLD, 0);
	clear_tid("killed process in our memory", SIGCHLD, 1);
	no_clear_tid();
	robust_raw();
	robust_thread();
	robust_process();
}

static struct tst_test test = {
	.test_all = run,
	.forks_child = 1,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
