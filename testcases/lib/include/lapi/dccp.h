// SPDX-License-Identifier: GPL-2.0-or-later
/* DCCP sockets. */
#ifndef LAPI_DCCP_H
#define LAPI_DCCP_H

#ifndef SOL_DCCP
#define SOL_DCCP 269
#endif
#ifndef DCCP_SOCKOPT_SERVICE
#define DCCP_SOCKOPT_SERVICE 2
#endif

#endif
