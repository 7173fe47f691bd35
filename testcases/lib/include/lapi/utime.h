// SPDX-License-Identifier: GPL-2.0-or-later
/* Special times of utimensat(). */
#ifndef LAPI_UTIME_H
#define LAPI_UTIME_H

#include <sys/stat.h>

#ifndef UTIME_NOW
#define UTIME_NOW ((1L << 30) - 1L)
#endif
#ifndef UTIME_OMIT
#define UTIME_OMIT ((1L << 30) - 2L)
#endif

#endif
