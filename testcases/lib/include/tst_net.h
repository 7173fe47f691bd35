// SPDX-License-Identifier: GPL-2.0-or-later
/* Addresses, and a network of the test's own. */
#ifndef TST_NET_H
#define TST_NET_H

#include "tst_safe_net.h"

#ifndef MAX_IPV4_PREFIX
#define MAX_IPV4_PREFIX 32
#define MAX_IPV6_PREFIX 128
#endif

/* A new user and network namespace in which the test is root; TCONF where these are not. */
void tst_setup_netns(void);

#endif
