// SPDX-License-Identifier: GPL-2.0-or-later
/* See tst_security.h. */
#ifndef TST_FIPS_H
#define TST_FIPS_H

#include "tst_security.h"

#endif
