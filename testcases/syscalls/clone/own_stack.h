// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A clone() with a stack of its own, for the clone cases: once with CLONE_VM and once without, which is the
 * same memory when there is no MMU, but another owner of it for the kernel. The children use raw system calls
 * only.
 */
#ifndef OWN_STACK_H
#define OWN_STACK_H

#include "tst_test.h"

#include <sched.h>
#include <sys/syscall.h>

#define STACK 65536

static char own_stack[STACK] __attribute__((aligned(16)));

static const struct memory {
	int flags;
	const char *name;
} memories[] = {
	{CLONE_VM, "CLONE_VM"},
	{0, "no CLONE_VM"},
};

/*
 * The system call itself: newer C libraries refuse in their clone() what they could not run on, a thread without thread
 * local storage for instance. The child calls func on its stack and ends with what it returns. Further arguments, each
 * NULL when absent: where CLONE_PARENT_SETTID stores, the thread local storage, where CLONE_CHILD_* stores or clears.
 */
static inline pid_t clone_raw(int (*func)(void *), int flags, void *const args[3])
{
	register void *ctid asm("r10") = args[2];
	register void *tls asm("r8") = args[1];
	void **top = (void **)(own_stack + STACK);
	long ret;

	*--top = (void *)func;
	asm volatile("syscall\n\t"
		     "test %%eax, %%eax\n\t"
		     "jnz 1f\n\t"
		     "xor %%ebp, %%ebp\n\t"
		     "pop %%rax\n\t"
		     "xor %%edi, %%edi\n\t"
		     "call *%%rax\n\t"
		     "mov %%eax, %%edi\n\t"
		     "mov %[exit], %%eax\n\t"
		     "syscall\n"
		     "1:"
		     : "=a"(ret)
		     : "0"((long)SYS_clone), "D"((long)flags), "S"(top), "d"(args[0]), "r"(ctid), "r"(tls),
		       [exit] "i"(SYS_exit)
		     : "rcx", "r11", "memory");
	if (ret < 0) {
		errno = -ret;
		return -1;
	}
	return ret;
}

#define clone_own_stack(func, flags, ...)                                                  \
	({                                                                                 \
		pid_t clone_pid_ = clone_raw(func, flags, (void *const[3]){__VA_ARGS__});  \
		if (clone_pid_ < 0)                                                        \
			tst_brk(TBROK | TERRNO, "clone(" #flags ")");                      \
		clone_pid_;                                                                \
	})

#endif
