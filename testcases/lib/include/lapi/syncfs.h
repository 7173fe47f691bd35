// SPDX-License-Identifier: GPL-2.0-or-later
/* syncfs() is musl's. */
#ifndef LAPI_SYNCFS_H
#define LAPI_SYNCFS_H

#include <unistd.h>

#endif
