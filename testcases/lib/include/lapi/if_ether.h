// SPDX-License-Identifier: GPL-2.0-or-later
/* Ethernet protocols. */
#ifndef LAPI_IF_ETHER_H
#define LAPI_IF_ETHER_H

#include <net/ethernet.h>

#ifndef ETH_P_ALL
#define ETH_P_ALL 0x0003
#endif

#endif
