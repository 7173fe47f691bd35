// SPDX-License-Identifier: GPL-2.0-or-later
/* mlockall() as a user without privileges, with a limit of locked memory: in a vfork child, whose ids and limits are its own. */
#ifndef MLOCKALL_LIMITED_H
#define MLOCKALL_LIMITED_H

#include "tst_test.h"

#define NOBODY 65534

struct row {
	int flags;
	int as_nobody;
	struct rlimit limit; /* set for nobody only */
	int mmu_err; /* what it gives with an MMU */
	const char *name;
};

static inline void mlockall_row(const struct row *row)
{
	pid_t pid;

	TST_VFORK(pid) {
		if (row->as_nobody) {
			SAFE_SETRLIMIT(RLIMIT_MEMLOCK, &row->limit);
			if (syscall(SYS_setresuid, -1, NOBODY, -1) < 0)
				tst_brk(TBROK | TERRNO, "setresuid()");
		}
		TST_EXP_FAIL(mlockall(row->flags), ENOSYS, "mlockall(): %s (%s with an MMU)", row->name,
			     tst_strerrno(row->mmu_err));
	}
	tst_reap_children();
}

#endif
