// SPDX-License-Identifier: GPL-2.0-or-later
/* pidfd_getfd(). */
#ifndef LAPI_PIDFD_GETFD_H
#define LAPI_PIDFD_GETFD_H

#include "lapi/pidfd.h"

#endif
