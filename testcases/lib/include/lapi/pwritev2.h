// SPDX-License-Identifier: GPL-2.0-or-later
/* pwritev2(). */
#ifndef LAPI_PWRITEV2_H
#define LAPI_PWRITEV2_H

#include "lapi/preadv2.h"

#endif
