// SPDX-License-Identifier: GPL-2.0-or-later
/* __kernel_long_t and other types of the kernel. */
#ifndef LAPI_POSIX_TYPES_H
#define LAPI_POSIX_TYPES_H

#include <linux/posix_types.h>
#include <linux/types.h>

#endif
