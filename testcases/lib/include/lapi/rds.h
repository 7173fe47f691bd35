// SPDX-License-Identifier: GPL-2.0-or-later
/* RDS sockets. */
#ifndef LAPI_RDS_H
#define LAPI_RDS_H

#include <netinet/in.h>
#include <linux/rds.h>

#ifndef AF_RDS
#define AF_RDS 21
#endif
#ifndef PF_RDS
#define PF_RDS AF_RDS
#endif
#ifndef SOL_RDS
#define SOL_RDS 276
#endif

#endif
