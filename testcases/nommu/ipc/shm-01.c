// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * System V shared memory: a segment is the same memory in each process that attaches it, goes away with its
 * last detach, be that a call, an exit or an exec, and refuses addresses and sizes that cannot be.
 */
#include <sys/ipc.h>
#include <sys/shm.h>
#include "../tiny.h"
#include "tst_safe_sysv_ipc.h"

#define SIZE (3 * FIG_PAGE)
#define NOT_ATTACHED ((char *)-1)

static int id = -1;

/*
 * A check of what an attached segment is like: without one there is nothing to look at, and the shmat() that failed is
 * a failed check already.
 */
#define WITH(mem, check)                                                                        \
	do {                                                                                    \
		if ((mem) != NOT_ATTACHED)                                                      \
			check;                                                                  \
		else                                                                            \
			tst_res(TCONF, "needs an attached segment, and shmat failed: %s", #check); \
	} while (0)

static long attached(void)
{
	struct shmid_ds ds;

	return shmctl(id, IPC_STAT, &ds) ? -errno : (long)ds.shm_nattch;
}

static char *attach(int flags, const char *who)
{
	char *mem = shmat(id, NULL, flags);

	TST_EXP_EXPR(mem != NOT_ATTACHED, "shmat %s: expected an address, got %s", who,
		     mem == NOT_ATTACHED ? tst_strerrno(errno) : "one");
	return mem;
}

TST_CHILD(other)
{
	char *want = (char *)(uintptr_t)tst_args_int(args, 1), *mem;

	id = tst_args_int(args, 0);
	mem = attach(0, "in the child");
	WITH(mem, TST_EXP_EXPR(mem == want, "the child has the segment at %p, expected %p", mem, want));
	WITH(mem, TST_EXP_EXPR(mem[0] == 'p', "the child sees the parent's store"));
	WITH(mem, TST_EXP_EQ_LI(attached(), 2));
	if (mem != NOT_ATTACHED)
		mem[1] = 'c';
	if (tst_args_int(args, 2))
		execl("/bin/true", "true", NULL);
}

static void run(void)
{
	char *mem, *twice, *readonly;
	struct shmid_ds ds;
	long unused;

	tiny_settle();
	unused = fig_unused();
	TST_EXP_FAIL2(shmget(IPC_PRIVATE, (4 << 20) + 1, IPC_CREAT | 0600), EFBIG);
	id = SAFE_SHMGET(IPC_PRIVATE, SIZE, IPC_CREAT | 0600);
	TST_EXP_EQ_LI(attached(), 0);
	mem = attach(0, "of a new segment");
	WITH(mem, TST_EXP_EXPR(fig_not(mem, SIZE, 0) == -1, "the memory is zeroed"));
	if (mem != NOT_ATTACHED)
		mem[0] = 'p';
	for (int exec = 0; exec < 2; exec++) {
		TST_EXP_EXITED(tst_spawn(other, tst_arg_int(id), tst_arg_int((uintptr_t)mem), tst_arg_int(exec)), 0);
		WITH(mem, TST_EXP_EXPR(mem[1] == 'c', "the parent sees the child's store"));
		if (mem != NOT_ATTACHED)
			mem[1] = 0;
		TST_EXP_EQ_LI(attached(), mem != NOT_ATTACHED);
	}
	WITH(mem, TST_EXP_FAIL(shmdt(mem + FIG_PAGE), EINVAL));
	WITH(mem, TST_EXP_FAIL_PTR_VOID(shmat(id, mem + SIZE, 0), EINVAL));
	readonly = attach(SHM_RDONLY, "with SHM_RDONLY");
	WITH(readonly, TST_EXP_EXPR(readonly[0] == 'p', "the same memory with SHM_RDONLY"));
	WITH(readonly, TST_EXP_PASS(shmdt(readonly)));
	twice = attach(0, "of the segment twice by one process");
	WITH(twice, TST_EXP_EQ_LI(attached(), 2));
	WITH(twice, TST_EXP_PASS(shmdt(twice)));
	WITH(mem, TST_EXP_EQ_LI(attached(), 1));
	TST_EXP_PASS(shmctl(id, IPC_RMID, NULL));
	WITH(mem, TST_EXP_EXPR(mem[0] == 'p', "removed while attached: the memory stays"));
	WITH(mem, TST_EXP_PASS(shmdt(mem)));
	TST_EXP_FAIL(shmctl(id, IPC_STAT, &ds), EINVAL);
	tiny_back("the last detach", unused);
}

static struct tst_test test = {
	.test_all = run,
};
