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

#define STACK 65536

static char own_stack[STACK] __attribute__((aligned(16)));

static const struct memory {
	int flags;
	const char *name;
} memories[] = {
	{CLONE_VM, "CLONE_VM"},
	{0, "no CLONE_VM"},
};

/* A macro, for clone() takes further arguments for some flags. */
#define clone_own_stack(func, flags, ...)                                                      \
	({                                                                                     \
		pid_t clone_pid_ = clone(func, own_stack + STACK, flags, NULL, ##__VA_ARGS__); \
		if (clone_pid_ < 0)                                                            \
			tst_brk(TBROK | TERRNO, "clone(" #flags ")");                          \
		clone_pid_;                                                                    \
	})

#endif
