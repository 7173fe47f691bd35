// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables of netfilter. */
#ifndef LAPI_IP_TABLES_H
#define LAPI_IP_TABLES_H

#include <net/if.h>
#include <netinet/in.h>
#include <linux/netfilter_ipv4/ip_tables.h>

#endif
