// SPDX-License-Identifier: GPL-2.0-or-later
/* Flags of namespaces. */
#ifndef LAPI_NAMESPACES_CONSTANTS_H
#define LAPI_NAMESPACES_CONSTANTS_H

#include "lapi/sched.h"

#endif
