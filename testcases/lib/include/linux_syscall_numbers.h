// SPDX-License-Identifier: GPL-2.0-or-later
/* The name that lapi/syscalls.h had in older tests. */
#include "lapi/syscalls.h"
