// SPDX-License-Identifier: GPL-2.0-or-later
/* Internet protocols. */
#ifndef LAPI_NETINET_IN_H
#define LAPI_NETINET_IN_H

#include <netinet/in.h>

#ifndef IPPROTO_DCCP
#define IPPROTO_DCCP 33
#endif
#ifndef IPPROTO_UDPLITE
#define IPPROTO_UDPLITE 136
#endif
#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262
#endif
#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

#endif
