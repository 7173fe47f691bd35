// SPDX-License-Identifier: GPL-2.0-or-later
/* vmsplice() is musl's. */
#ifndef LAPI_VMSPLICE_H
#define LAPI_VMSPLICE_H

#include <fcntl.h>
#include <sys/uio.h>

#endif
