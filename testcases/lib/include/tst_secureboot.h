// SPDX-License-Identifier: GPL-2.0-or-later
/* See tst_security.h. */
#ifndef TST_SECUREBOOT_H
#define TST_SECUREBOOT_H

#include "tst_security.h"

#endif
