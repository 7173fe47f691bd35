// SPDX-License-Identifier: GPL-2.0-or-later
/* Priorities of I/O. */
#ifndef LAPI_IOPRIO_H
#define LAPI_IOPRIO_H

#include <linux/ioprio.h>

#ifndef IOPRIO_CLASS_SHIFT
#define IOPRIO_CLASS_SHIFT 13
#endif
#ifndef IOPRIO_PRIO_CLASS
#define IOPRIO_PRIO_CLASS(mask) ((mask) >> IOPRIO_CLASS_SHIFT)
#endif
#ifndef IOPRIO_PRIO_DATA
#define IOPRIO_PRIO_DATA(mask) ((mask) & ((1UL << IOPRIO_CLASS_SHIFT) - 1))
#endif
#ifndef IOPRIO_PRIO_VALUE
#define IOPRIO_PRIO_VALUE(class, data) (((class) << IOPRIO_CLASS_SHIFT) | (data))
#endif

#endif
