// SPDX-License-Identifier: GPL-2.0-or-later
/* Routing by netlink. */
#ifndef LAPI_RTNETLINK_H
#define LAPI_RTNETLINK_H

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>

#ifndef IFLA_NET_NS_FD
#define IFLA_NET_NS_FD 28
#endif

#endif
