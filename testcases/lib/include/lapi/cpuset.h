// SPDX-License-Identifier: GPL-2.0-or-later
/* Sets of processors of any size. */
#ifndef LAPI_CPUSET_H
#define LAPI_CPUSET_H

#include <sched.h>

#endif
