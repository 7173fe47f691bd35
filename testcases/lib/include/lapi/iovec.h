// SPDX-License-Identifier: GPL-2.0-or-later
/* struct iovec. */
#ifndef LAPI_IOVEC_H
#define LAPI_IOVEC_H

#include <sys/uio.h>

#endif
