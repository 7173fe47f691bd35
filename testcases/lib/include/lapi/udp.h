// SPDX-License-Identifier: GPL-2.0-or-later
/* UDP sockets. */
#ifndef LAPI_UDP_H
#define LAPI_UDP_H

#include <netinet/udp.h>

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif
#ifndef UDP_ENCAP
#define UDP_ENCAP 100
#endif
#ifndef SOL_UDP
#define SOL_UDP 17
#endif

#endif
