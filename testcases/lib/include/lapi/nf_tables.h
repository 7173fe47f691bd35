// SPDX-License-Identifier: GPL-2.0-or-later
/* nf_tables by netlink. */
#ifndef LAPI_NF_TABLES_H
#define LAPI_NF_TABLES_H

#include <net/if.h>
#include <netinet/in.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>

#endif
