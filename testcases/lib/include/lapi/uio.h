// SPDX-License-Identifier: GPL-2.0-or-later
/* readv() and its kin. */
#ifndef LAPI_UIO_H
#define LAPI_UIO_H

#include <sys/uio.h>

#include "lapi/preadv2.h"
#include "lapi/pwritev2.h"

#endif
