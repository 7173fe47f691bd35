// SPDX-License-Identifier: GPL-2.0-or-later
/* TLS of sockets. */
#ifndef LAPI_TLS_H
#define LAPI_TLS_H

#include <linux/tls.h>

#endif
