// SPDX-License-Identifier: GPL-2.0-or-later
/* Flags of network addresses. */
#ifndef LAPI_IF_ADDR_H
#define LAPI_IF_ADDR_H

#include <linux/if_addr.h>

#ifndef IFA_F_NOPREFIXROUTE
#define IFA_F_NOPREFIXROUTE 0x200
#endif

#endif
