// SPDX-License-Identifier: GPL-2.0-or-later
/* Names of the kernel's crypto algorithms by netlink. */
#ifndef LAPI_CRYPTOUSER_H
#define LAPI_CRYPTOUSER_H

#include <linux/cryptouser.h>

#ifndef CRYPTO_MAX_NAME
#define CRYPTO_MAX_NAME 64
#endif

#endif
