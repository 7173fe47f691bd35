// SPDX-License-Identifier: GPL-2.0-or-later
/* See tst_security.h. */
#ifndef TST_SELINUX_H
#define TST_SELINUX_H

#include "tst_security.h"

#endif
