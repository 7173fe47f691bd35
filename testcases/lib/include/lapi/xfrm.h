// SPDX-License-Identifier: GPL-2.0-or-later
/* IPsec by netlink. */
#ifndef LAPI_XFRM_H
#define LAPI_XFRM_H

#include <netinet/in.h>
#include <linux/xfrm.h>

#endif
