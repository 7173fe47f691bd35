// SPDX-License-Identifier: GPL-2.0-or-later
/* Capability numbers. */
#ifndef LAPI_CAPABILITY_H
#define LAPI_CAPABILITY_H

#include <linux/capability.h>

#ifndef CAP_AUDIT_READ
#define CAP_AUDIT_READ 37
#endif
#ifndef CAP_PERFMON
#define CAP_PERFMON 38
#endif
#ifndef CAP_BPF
#define CAP_BPF 39
#endif
#ifndef CAP_CHECKPOINT_RESTORE
#define CAP_CHECKPOINT_RESTORE 40
#endif
#ifndef CAP_TO_INDEX
#define CAP_TO_INDEX(x) ((x) >> 5)
#endif
#ifndef CAP_TO_MASK
#define CAP_TO_MASK(x) (1U << ((x) & 31))
#endif

#endif
