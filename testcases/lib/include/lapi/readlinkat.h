// SPDX-License-Identifier: GPL-2.0-or-later
/* readlinkat() is musl's. */
#ifndef LAPI_READLINKAT_H
#define LAPI_READLINKAT_H

#include <unistd.h>

#include "lapi/fcntl.h"

#endif
