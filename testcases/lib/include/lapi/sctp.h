// SPDX-License-Identifier: GPL-2.0-or-later
/* SCTP sockets. */
#ifndef LAPI_SCTP_H
#define LAPI_SCTP_H

#include <netinet/in.h>

#ifndef SOL_SCTP
#define SOL_SCTP 132
#endif
#ifndef IPPROTO_SCTP
#define IPPROTO_SCTP 132
#endif

#endif
