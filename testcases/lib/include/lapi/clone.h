// SPDX-License-Identifier: GPL-2.0-or-later
/* clone3() and the flags of clone(). */
#ifndef LAPI_CLONE_H
#define LAPI_CLONE_H

#include "lapi/sched.h"

#endif
