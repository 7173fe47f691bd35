// SPDX-License-Identifier: GPL-2.0-or-later
/* Disciplines of network queues. */
#ifndef LAPI_PKT_SCHED_H
#define LAPI_PKT_SCHED_H

#include <linux/pkt_sched.h>

#endif
