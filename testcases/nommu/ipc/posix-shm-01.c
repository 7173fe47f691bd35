// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * shm_open(), the way to share memory without an MMU: two processes have the same memory, a mutex and a
 * semaphore work in it, and it stays after shm_unlink() until the last of them has unmapped it.
 */
#include <pthread.h>
#include <semaphore.h>
#include "../tiny.h"

#define NAME "/ltp-nommu-shm"
#define SIZE (4 * FIG_PAGE)
#define ROUNDS 1000

struct common {
	pthread_mutex_t mutex;
	sem_t ready, go;
	int count, parent, child;
	void *address;
};

TST_CHILD(other)
{
	int fd = shm_open(NAME, O_RDWR, 0);
	struct common *common;

	if (fd < 0)
		tst_brk(TFAIL | TERRNO, "shm_open in the child");
	common = SAFE_MMAP(NULL, SIZE, FIG_RW, MAP_SHARED, fd, 0);
	TST_EXP_EXPR(common->parent == 1, "the child sees the parent's store");
	TST_EXP_EXPR(common == common->address, "the child has the memory at the same address");
	common->child = 2;
	sem_post(&common->ready);
	for (int i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&common->mutex);
		common->count++;
		pthread_mutex_unlock(&common->mutex);
		if (i % 100 == 0)
			sched_yield();
	}
	sem_wait(&common->go);
	TST_EXP_EXPR(common->parent == 3, "after shm_unlink() the child sees the parent's store");
	common->child = 4;
}

static void run(void)
{
	pthread_mutexattr_t attr;
	struct common *common;
	long unused;
	int fd;
	pid_t pid;

	tiny_settle();
	unused = fig_unused();
	TST_EXP_FD(shm_open(NAME, O_RDWR | O_CREAT | O_EXCL, 0600));
	fd = TST_RET;
	TST_EXP_PASS(ftruncate(fd, SIZE));
	common = SAFE_MMAP(NULL, SIZE, FIG_RW, MAP_SHARED, fd, 0);
	TST_EXP_EXPR(fig_not(common, SIZE, 0) == -1, "the memory is zeroed");
	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	pthread_mutex_init(&common->mutex, &attr);
	sem_init(&common->ready, 1, 0);
	sem_init(&common->go, 1, 0);
	common->address = common;
	common->parent = 1;
	pid = tst_spawn(other);
	TST_EXP_PASS(sem_wait(&common->ready));
	TST_EXP_EQ_LI(common->child, 2);
	for (int i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&common->mutex);
		common->count++;
		pthread_mutex_unlock(&common->mutex);
		if (i % 100 == 50)
			sched_yield();
	}
	TST_EXP_PASS(shm_unlink(NAME));
	TST_EXP_FAIL2(shm_open(NAME, O_RDWR, 0), ENOENT);
	SAFE_CLOSE(fd);
	common->parent = 3;
	TST_EXP_PASS(sem_post(&common->go));
	TST_EXP_EXITED(pid, 0, "the child");
	TST_EXP_EQ_LI(common->child, 4);
	TST_EXP_EQ_LI(common->count, 2 * ROUNDS);
	TST_EXP_PASS(munmap(common, SIZE));
	tiny_back("last munmap", unused);
}

static void cleanup(void)
{
	shm_unlink(NAME);
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = cleanup,
};
