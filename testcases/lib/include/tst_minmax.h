// SPDX-License-Identifier: GPL-2.0-or-later
/* MIN() and MAX(). */
#ifndef TST_MINMAX_H
#define TST_MINMAX_H

#include "tst_common.h"

#endif
