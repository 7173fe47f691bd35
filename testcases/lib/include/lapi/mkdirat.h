// SPDX-License-Identifier: GPL-2.0-or-later
/* mkdirat() is musl's. */
#ifndef LAPI_MKDIRAT_H
#define LAPI_MKDIRAT_H

#include <sys/stat.h>

#include "lapi/fcntl.h"

#endif
