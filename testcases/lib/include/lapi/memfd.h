// SPDX-License-Identifier: GPL-2.0-or-later
/* memfd_create(). */
#ifndef LAPI_MEMFD_H
#define LAPI_MEMFD_H

#include <sys/mman.h>

#include "lapi/syscalls.h"

#ifndef MFD_CLOEXEC
#define MFD_CLOEXEC 0x0001U
#endif
#ifndef MFD_ALLOW_SEALING
#define MFD_ALLOW_SEALING 0x0002U
#endif
#ifndef MFD_HUGETLB
#define MFD_HUGETLB 0x0004U
#endif
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif
#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif
#ifndef MFD_HUGE_64KB
#define MFD_HUGE_64KB (16U << 26)
#endif
#ifndef MFD_HUGE_512KB
#define MFD_HUGE_512KB (19U << 26)
#endif
#ifndef MFD_HUGE_1MB
#define MFD_HUGE_1MB (20U << 26)
#endif
#ifndef MFD_HUGE_2MB
#define MFD_HUGE_2MB (21U << 26)
#endif
#ifndef MFD_HUGE_8MB
#define MFD_HUGE_8MB (23U << 26)
#endif
#ifndef MFD_HUGE_16MB
#define MFD_HUGE_16MB (24U << 26)
#endif
#ifndef MFD_HUGE_256MB
#define MFD_HUGE_256MB (28U << 26)
#endif
#ifndef MFD_HUGE_1GB
#define MFD_HUGE_1GB (30U << 26)
#endif
#ifndef MFD_HUGE_2GB
#define MFD_HUGE_2GB (31U << 26)
#endif
#ifndef MFD_HUGE_16GB
#define MFD_HUGE_16GB (34U << 26)
#endif

#endif
