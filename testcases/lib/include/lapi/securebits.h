// SPDX-License-Identifier: GPL-2.0-or-later
/* Bits that take from root what root is. */
#ifndef LAPI_SECUREBITS_H
#define LAPI_SECUREBITS_H

#include <linux/securebits.h>

#endif
