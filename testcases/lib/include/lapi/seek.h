// SPDX-License-Identifier: GPL-2.0-or-later
/* lseek() to data and holes. */
#ifndef LAPI_SEEK_H
#define LAPI_SEEK_H

#include <unistd.h>

#ifndef SEEK_DATA
#define SEEK_DATA 3
#endif
#ifndef SEEK_HOLE
#define SEEK_HOLE 4
#endif

#endif
