// SPDX-License-Identifier: GPL-2.0-or-later
/* Sockets for the kernel's crypto algorithms. */
#ifndef LAPI_IF_ALG_H
#define LAPI_IF_ALG_H

#include <linux/if_alg.h>
#include <sys/socket.h>

#ifndef AF_ALG
#define AF_ALG 38
#endif
#ifndef SOL_ALG
#define SOL_ALG 279
#endif
#ifndef ALG_SET_KEY_BY_KEY_SERIAL
#define ALG_SET_KEY_BY_KEY_SERIAL 7
#endif
#ifndef ALG_SET_DRBG_ENTROPY
#define ALG_SET_DRBG_ENTROPY 6
#endif

#endif
