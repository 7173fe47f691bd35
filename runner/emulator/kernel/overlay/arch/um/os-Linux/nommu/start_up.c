// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the host process must be before a kernel without an MMU can run in it.
 */

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <init.h>
#include <as-layout.h>
#include <kern_util.h>
#include <mem_user.h>
#include <os.h>
#include <registers.h>
#include <nommu.h>

#ifndef PR_SET_SYSCALL_USER_DISPATCH
#define PR_SET_SYSCALL_USER_DISPATCH	59
#define PR_SYS_DISPATCH_ON		1
#endif

#define VDSO_PAGES	4

extern char __binary_start[], _end[];
extern volatile char um_in_user;

static int use_seccomp __initdata;
static int dispatching;
static const char *trap_name = "dispatch";

static int __init trap_setup(char *line, int *add)
{
	*add = 0;
	use_seccomp = !strcmp(line, "seccomp");
	return 0;
}

__uml_setup("trap=", trap_setup,
"trap=<dispatch|seccomp>\n"
"    How system calls of guest programs are caught: by the host's system call\n"
"    user dispatch (Linux 5.11) or by a seccomp filter. The default is the\n"
"    first that works.\n\n"
);

/*
 * Physical memory is private and anonymous: nothing to be cleaned up, nothing
 * to be found full in /dev/shm. It is executable from end to end, since any
 * page may hold a program.
 */
int nommu_map_memory(void *addr, unsigned long len)
{
	void *p = mmap(addr, len, PROT_READ | PROT_WRITE | PROT_EXEC,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE,
		       -1, 0);

	if (p == MAP_FAILED)
		return -errno;
	madvise(addr, len, MADV_HUGEPAGE);
	return 0;
}

static int dispatch_on(void)
{
	unsigned long start = (unsigned long) __binary_start;

	return prctl(PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_ON, start,
		     (unsigned long) _end - start, &um_in_user);
}

/* Allowed: what comes from this binary or from the vDSO, both known by address */
static int __init seccomp_on(void)
{
	unsigned int start = (unsigned long) __binary_start;
	unsigned int end = (unsigned long) _end;
	unsigned long vdso = getauxval(AT_SYSINFO_EHDR);
	unsigned int vdso_low = vdso, vdso_high = vdso >> 32;
	unsigned int vdso_end = vdso_low + VDSO_PAGES * UM_KERN_PAGE_SIZE;
	const unsigned int low = offsetof(struct seccomp_data,
					  instruction_pointer);
	const unsigned int high = low + 4;
	struct sock_filter filter[] = {
		/* 0 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, high),
		/* 1 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, vdso_high, 0, 3),
		/* 2 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, low),
		/* 3 */ BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, vdso_low, 0, 5),
		/* 4 */ BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, vdso_end, 4, 5),
		/* 5 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3),
		/* 6 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, low),
		/* 7 */ BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, start, 0, 1),
		/* 8 */ BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, end, 0, 1),
		/* 9 */ BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
		/* 10 */ BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog prog = {
		.len = sizeof(filter) / sizeof(filter[0]),
		.filter = filter,
	};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog, 0, 0);
}

const char *nommu_trap_name(void)
{
	return trap_name;
}

void __init nommu_trap_syscalls(void)
{
	if (!use_seccomp && dispatch_on() == 0) {
		dispatching = 1;
		return;
	}
	trap_name = "seccomp";
	if (seccomp_on() == 0)
		return;
	os_warn("neither system call user dispatch nor seccomp can be used: %s\n",
		strerror(errno));
	exit(1);
}

/* A filter is inherited by a copy of this process, dispatch is not */
int nommu_trap_again(void)
{
	return dispatching ? dispatch_on() : 0;
}

/*
 * A break that starts at a random address makes physical memory larger by up
 * to a gigabyte, so run again without. Who starts many guests saves the second
 * exec by setting the personality first.
 */
void __init nommu_no_randomize(char **argv)
{
	int old = personality(0xffffffff);

	if (old < 0 || (old & ADDR_NO_RANDOMIZE))
		return;
	if (personality(old | ADDR_NO_RANDOMIZE) < 0)
		return;
	execv("/proc/self/exe", argv);
}

/* The host side has nothing to try out: no ptrace, no temporary file */
void __init os_early_checks(void)
{
	nommu_host_init();
	nommu_trap_syscalls();
}
