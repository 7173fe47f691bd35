// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands of membarrier() (an enum in linux/membarrier.h). */
#ifndef LAPI_MEMBARRIER_H
#define LAPI_MEMBARRIER_H

#include <linux/membarrier.h>

#endif
