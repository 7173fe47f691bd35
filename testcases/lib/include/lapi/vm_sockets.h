// SPDX-License-Identifier: GPL-2.0-or-later
/* Sockets between machines. */
#ifndef LAPI_VM_SOCKETS_H
#define LAPI_VM_SOCKETS_H

#include <sys/socket.h>
#include <linux/vm_sockets.h>

#ifndef AF_VSOCK
#define AF_VSOCK 40
#endif
#ifndef VMADDR_CID_LOCAL
#define VMADDR_CID_LOCAL 1
#endif

#endif
