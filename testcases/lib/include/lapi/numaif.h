// SPDX-License-Identifier: GPL-2.0-or-later
/* Flags of memory policies. */
#ifndef LAPI_NUMAIF_H
#define LAPI_NUMAIF_H

#include <linux/mempolicy.h>

#endif
