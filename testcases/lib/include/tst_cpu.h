// SPDX-License-Identifier: GPL-2.0-or-later
/* Processors: see tst_kernel.h. */
#ifndef TST_CPU_H
#define TST_CPU_H

#include "tst_kernel.h"

#endif
