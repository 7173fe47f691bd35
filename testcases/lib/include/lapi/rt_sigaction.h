// SPDX-License-Identifier: GPL-2.0-or-later
/* rt_sigaction() with the kernel's own structure. */
#ifndef LAPI_RT_SIGACTION_H
#define LAPI_RT_SIGACTION_H

#include <signal.h>
#include <string.h>

#include "lapi/syscalls.h"

#define INVAL_SA_PTR ((void *)-1)

struct kernel_sigaction {
	void (*k_sa_handler)(int);
	unsigned long sa_flags;
	void (*sa_restorer)(void);
	sigset_t sa_mask;
};

/*
 * rt_sigaction() by number. The kernel of x86 wants a function that returns from a handler (SA_RESTORER): the C
 * library's is taken from what its sigaction() leaves in the kernel. INVAL_SA_PTR goes to the kernel as it is.
 */
static inline int ltp_rt_sigaction(int signum, const struct sigaction *act, struct sigaction *oact, size_t sigsetsize)
{
	const unsigned long restorer_flag = 0x04000000;
	struct kernel_sigaction kact, koact, now = {.sa_flags = 0};
	struct sigaction any = {.sa_handler = SIG_DFL}, before;
	int ret;

	memset(&kact, 0, sizeof(kact));
	memset(&koact, 0, sizeof(koact));
	if (act && act != INVAL_SA_PTR) {
		if (sigaction(SIGUSR2, &any, &before) == 0) {
			syscall(__NR_rt_sigaction, SIGUSR2, NULL, &now, (size_t)(_NSIG / 8));
			sigaction(SIGUSR2, &before, NULL);
		}
		kact.k_sa_handler = act->sa_handler;
		kact.sa_flags = (unsigned int)act->sa_flags;
		if (now.sa_flags & restorer_flag) {
			kact.sa_flags |= restorer_flag;
			kact.sa_restorer = now.sa_restorer;
		}
		memcpy(&kact.sa_mask, &act->sa_mask, _NSIG / 8);
	}
	ret = tst_syscall(__NR_rt_sigaction, signum, act == NULL || act == INVAL_SA_PTR ? (const void *)act : &kact,
			  oact == NULL || oact == INVAL_SA_PTR ? (void *)oact : &koact, sigsetsize);
	if (ret == 0 && oact && oact != INVAL_SA_PTR) {
		oact->sa_handler = koact.k_sa_handler;
		oact->sa_flags = koact.sa_flags & ~restorer_flag;
		memcpy(&oact->sa_mask, &koact.sa_mask, _NSIG / 8);
	}
	return ret;
}

#endif
