// SPDX-License-Identifier: GPL-2.0-or-later
/* TCP sockets. */
#ifndef LAPI_TCP_H
#define LAPI_TCP_H

#include <netinet/in.h>
#include <netinet/tcp.h>

#ifndef TCP_FASTOPEN
#define TCP_FASTOPEN 23
#endif
#ifndef TCP_ULP
#define TCP_ULP 31
#endif
#ifndef TCP_FASTOPEN_CONNECT
#define TCP_FASTOPEN_CONNECT 30
#endif
#ifndef TCP_FASTOPEN_KEY
#define TCP_FASTOPEN_KEY 33
#endif
#ifndef TCP_AO_ADD_KEY
#define TCP_AO_ADD_KEY 38
#endif
#ifndef TCPOPT_NOP
#define TCPOPT_NOP 1
#endif

#endif
