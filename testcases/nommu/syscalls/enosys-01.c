// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Calls that do not exist without an MMU answer ENOSYS whatever they are given, and change nothing. A new one must not
 * appear half built.
 */
#include <sys/uio.h>
#include "../figures.h"

#ifndef SYS_mlock2
#define SYS_mlock2 325
#endif
#ifndef SYS_mseal
#define SYS_mseal 462
#endif
#ifndef SYS_process_madvise
#define SYS_process_madvise 440
#endif

static char maps[16384];
static char *mem;

static void run(void)
{
	long copy = fig_mmap_copy(), page = FIG_PAGE;
	struct iovec own = {maps, 16}, other = {mem, 16};
	unsigned char vec[4];

	strcpy(maps, fig_read(FIG_SELF));
	TST_EXP_FAIL(syscall(SYS_mprotect, mem, page, PROT_NONE), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_mprotect, mem, 0, PROT_READ), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_msync, mem, page, MS_SYNC), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_mlock, mem, page), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_munlock, mem, page), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_mlockall, MCL_CURRENT), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_munlockall), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_mlock2, mem, page, 0), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_mincore, mem, page, vec), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_madvise, mem, page, MADV_DONTNEED), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_process_madvise, -1, &other, 1, MADV_COLD, 0), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_remap_file_pages, mem, page, 0, 0, 0), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_process_vm_readv, getpid(), &own, 1, &other, 1, 0), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_process_vm_writev, getpid(), &own, 1, &other, 1, 0), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_mseal, mem, page, 0), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_swapon, "/dev/null", 0), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_swapoff, "/dev/null"), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_userfaultfd, 0), ENOSYS);

	TST_EXP_EXPR(!strcmp(maps, fig_read(FIG_SELF)), "the mappings are the same");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EXPR(fig_not(mem, 2 * page, 'm') == -1, "the memory is the same");
}

static void setup(void)
{
	fig_settle();
	mem = SAFE_MMAP(NULL, 2 * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
	memset(mem, 'm', 2 * FIG_PAGE);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
};
