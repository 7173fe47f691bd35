// SPDX-License-Identifier: GPL-2.0-or-later
/* See tst_security.h. PATH_LOCKDOWN is the file that tells. */
#ifndef TST_LOCKDOWN_H
#define TST_LOCKDOWN_H

#include "tst_security.h"

#define PATH_LOCKDOWN "/sys/kernel/security/lockdown"

#endif
