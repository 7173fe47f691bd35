// SPDX-License-Identifier: GPL-2.0-or-later
/* Filters of system calls. */
#ifndef LAPI_SECCOMP_H
#define LAPI_SECCOMP_H

#include <stdint.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include "lapi/syscalls.h"

#ifndef SECCOMP_MODE_DISABLED
#define SECCOMP_MODE_DISABLED 0
#endif
#ifndef SECCOMP_MODE_STRICT
#define SECCOMP_MODE_STRICT 1
#endif
#ifndef SECCOMP_MODE_FILTER
#define SECCOMP_MODE_FILTER 2
#endif
#ifndef SECCOMP_RET_LOG
#define SECCOMP_RET_LOG 0x7ffc0000U
#endif
#ifndef SECCOMP_FILTER_FLAG_LOG
#define SECCOMP_FILTER_FLAG_LOG (1UL << 1)
#endif

#endif
