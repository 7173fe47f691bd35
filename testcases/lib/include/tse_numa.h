// SPDX-License-Identifier: GPL-2.0-or-later
/* See tst_numa.h. */
#ifndef TSE_NUMA_H
#define TSE_NUMA_H

#include "tst_numa.h"

#endif
