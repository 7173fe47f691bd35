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
/* Checks that need an attached segment. */
#define BEHIND_SHMAT 28

static int id = -1;

static long attached(void)
{
	struct shmid_ds ds;

	return shmctl(id, IPC_STAT, &ds) ? -errno : (long)ds.shm_nattch;
}

TST_CHILD(other)
{
	char *want = (char *)(uintptr_t)tst_args_int(args, 1), *mem;

	id = tst_args_int(args, 0);
	mem = shmat(id, NULL, 0);
	TST_EXP_EXPR(mem != (void *)-1, "shmat in the child: %s", mem == (void *)-1 ? tst_strerrno(errno) : "success");
	TST_EXP_EXPR(mem == want, "the child has the segment at %p, expected %p", mem, want);
	if (mem == (void *)-1)
		_exit(1);
	TST_EXP_EXPR(mem[0] == 'p', "the child sees the parent's store");
	TST_EXP_EQ_LI(attached(), 2);
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
	mem = shmat(id, NULL, 0);
	TST_EXP_EXPR(mem != (void *)-1, "shmat: expected an address, got %s",
		     mem == (void *)-1 ? tst_strerrno(errno) : "one");
	if (mem == (void *)-1) {
		shmctl(id, IPC_RMID, NULL);
		for (int i = 0; i < BEHIND_SHMAT; i++)
			tst_res(TFAIL, "check %d of %d of an attached segment: there is none", i + 1, BEHIND_SHMAT);
		return;
	}
	TST_EXP_EXPR(fig_not(mem, SIZE, 0) == -1, "the memory is zeroed");
	mem[0] = 'p';
	for (int exec = 0; exec < 2; exec++) {
		TST_EXP_EXITED(tst_spawn(other, tst_arg_int(id), tst_arg_int((uintptr_t)mem), tst_arg_int(exec)), 0);
		TST_EXP_EXPR(mem[1] == 'c', "the parent sees the child's store");
		mem[1] = 0;
		TST_EXP_EQ_LI(attached(), 1);
	}
	TST_EXP_FAIL(shmdt(mem + FIG_PAGE), EINVAL);
	TST_EXP_FAIL_PTR_VOID(shmat(id, mem + SIZE, 0), EINVAL);
	readonly = shmat(id, NULL, SHM_RDONLY);
	TST_EXP_EXPR(readonly != (void *)-1 && readonly[0] == 'p', "attached with SHM_RDONLY");
	TST_EXP_PASS(shmdt(readonly));
	twice = shmat(id, NULL, 0);
	TST_EXP_EXPR(twice != (void *)-1, "attached twice by one process");
	TST_EXP_EQ_LI(attached(), 2);
	TST_EXP_PASS(shmdt(twice));
	TST_EXP_EQ_LI(attached(), 1);
	TST_EXP_PASS(shmctl(id, IPC_RMID, NULL));
	TST_EXP_EXPR(mem[0] == 'p', "removed while attached: the memory stays");
	TST_EXP_PASS(shmdt(mem));
	TST_EXP_FAIL(shmctl(id, IPC_STAT, &ds), EINVAL);
	tiny_back("the last detach", unused);
}

static struct tst_test test = {
	.test_all = run,
};
