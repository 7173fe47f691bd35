// SPDX-License-Identifier: GPL-2.0-or-later
/* Scheduling calls by the C library (musl has none of them: ENOSYS, so TCONF) and by number. */
#ifndef TST_SCHED_H
#define TST_SCHED_H

#include <errno.h>
#include <sched.h>

#include "lapi/syscalls.h"

#define TST_LIBC_SCHED_(CALL)                                            \
	({                                                               \
		int tst_sched_ = (CALL);                                 \
		if (tst_sched_ == -1 && errno == ENOSYS)                 \
			tst_brk(TCONF, "not in this C library: " #CALL); \
		tst_sched_;                                              \
	})

static inline int libc_sched_setparam(pid_t pid, const struct sched_param *param)
{
	return TST_LIBC_SCHED_(sched_setparam(pid, param));
}

static inline int libc_sched_getparam(pid_t pid, struct sched_param *param)
{
	return TST_LIBC_SCHED_(sched_getparam(pid, param));
}

static inline int libc_sched_setscheduler(pid_t pid, int policy, const struct sched_param *param)
{
	return TST_LIBC_SCHED_(sched_setscheduler(pid, policy, param));
}

static inline int libc_sched_getscheduler(pid_t pid)
{
	return TST_LIBC_SCHED_(sched_getscheduler(pid));
}

static inline int sys_sched_setparam(pid_t pid, const struct sched_param *param)
{
	return tst_syscall(__NR_sched_setparam, pid, param);
}

static inline int sys_sched_getparam(pid_t pid, struct sched_param *param)
{
	return tst_syscall(__NR_sched_getparam, pid, param);
}

static inline int sys_sched_setscheduler(pid_t pid, int policy, const struct sched_param *param)
{
	return tst_syscall(__NR_sched_setscheduler, pid, policy, param);
}

static inline int sys_sched_getscheduler(pid_t pid)
{
	return tst_syscall(__NR_sched_getscheduler, pid);
}

struct sched_variant {
	char *desc;
	int (*sched_setparam)(pid_t pid, const struct sched_param *param);
	int (*sched_getparam)(pid_t pid, struct sched_param *param);
	int (*sched_setscheduler)(pid_t pid, int policy, const struct sched_param *param);
	int (*sched_getscheduler)(pid_t pid);
};

#define TST_SCHED_VARIANT_(how, text)                              \
	{                                                          \
		.desc = text,                                      \
		.sched_setparam = how##_sched_setparam,            \
		.sched_getparam = how##_sched_getparam,            \
		.sched_setscheduler = how##_sched_setscheduler,    \
		.sched_getscheduler = how##_sched_getscheduler,    \
	}

static struct sched_variant sched_variants[] __attribute__((unused)) = {
	TST_SCHED_VARIANT_(libc, "libc"),
	TST_SCHED_VARIANT_(sys, "syscall"),
};

#endif
