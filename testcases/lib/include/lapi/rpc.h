// SPDX-License-Identifier: GPL-2.0-or-later
/* RPC is not in musl: tests of it are TCONF. */
#ifndef LAPI_RPC_H
#define LAPI_RPC_H

#endif
