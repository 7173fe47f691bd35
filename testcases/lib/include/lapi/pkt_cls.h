// SPDX-License-Identifier: GPL-2.0-or-later
/* Filters of network queues. */
#ifndef LAPI_PKT_CLS_H
#define LAPI_PKT_CLS_H

#include <linux/pkt_cls.h>

#endif
