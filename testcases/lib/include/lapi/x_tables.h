// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables of netfilter. */
#ifndef LAPI_X_TABLES_H
#define LAPI_X_TABLES_H

#include <net/if.h>
#include <netinet/in.h>
#include <linux/netfilter/x_tables.h>

#endif
