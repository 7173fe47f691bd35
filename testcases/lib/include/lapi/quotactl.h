// SPDX-License-Identifier: GPL-2.0-or-later
/* Quotas: linux/quota.h beside musl's sys/quota.h, and quotactl_fd(). */
#ifndef LAPI_QUOTACTL_H
#define LAPI_QUOTACTL_H

#include <sys/quota.h>
#include <sys/types.h>

#include "lapi/syscalls.h"

/* musl's header has names of old layouts that linux/quota.h defines anew, with the same values. */
#undef MAX_IQ_TIME
#undef MAX_DQ_TIME
#undef INITQFNAMES
#include <linux/quota.h>
#if __has_include(<linux/dqblk_xfs.h>)
#include <linux/dqblk_xfs.h>
#endif

#ifndef Q_GETNEXTQUOTA
#define Q_GETNEXTQUOTA 0x800009
#endif
#ifndef Q_XGETQSTATV
#define Q_XGETQSTATV XQM_CMD(8)
#endif
#ifndef Q_XGETNEXTQUOTA
#define Q_XGETNEXTQUOTA XQM_CMD(9)
#endif
#ifndef FS_QSTATV_VERSION1
#define FS_QSTATV_VERSION1 1
#endif
#ifndef QFMT_VFS_OLD
#define QFMT_VFS_OLD 1
#endif
#ifndef QFMT_VFS_V0
#define QFMT_VFS_V0 2
#endif
#ifndef QFMT_VFS_V1
#define QFMT_VFS_V1 4
#endif
#ifndef PRJQUOTA
#define PRJQUOTA 2
#endif

static inline int quotactl_fd(int fd, int cmd, int id, caddr_t addr)
{
	return tst_syscall(__NR_quotactl_fd, fd, cmd, id, addr);
}

#endif
