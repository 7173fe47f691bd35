// SPDX-License-Identifier: GPL-2.0-or-later
/* Addresses, and a network of the test's own. */
#ifndef TST_NET_H
#define TST_NET_H

#include "tst_safe_net.h"

#ifndef MAX_IPV4_PREFIX
#define MAX_IPV4_PREFIX 32
#define MAX_IPV6_PREFIX 128
#endif

/* Where a peer can connect to the socket: its own address, or loopback where that is any; the address's length. */
socklen_t tst_get_connect_address(int sock, struct sockaddr_storage *addr);

/* A new user and network namespace in which the test is root; TCONF where these are not. */
void tst_setup_netns(void);

#endif
