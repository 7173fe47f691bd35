// SPDX-License-Identifier: GPL-2.0-or-later
/* pidfd_open(). */
#ifndef LAPI_PIDFD_OPEN_H
#define LAPI_PIDFD_OPEN_H

#include "lapi/pidfd.h"

#endif
