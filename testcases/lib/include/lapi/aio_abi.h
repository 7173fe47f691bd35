// SPDX-License-Identifier: GPL-2.0-or-later
/* Asynchronous I/O by system call. */
#ifndef LAPI_AIO_ABI_H
#define LAPI_AIO_ABI_H

#include <linux/aio_abi.h>

/* The kernel's own has aio_rw_flags since 4.13. */
typedef struct iocb iocb;

#ifndef IOCB_CMD_PREADV
#define IOCB_CMD_PREADV 7
#endif
#ifndef IOCB_CMD_PWRITEV
#define IOCB_CMD_PWRITEV 8
#endif
#ifndef IOCB_FLAG_IOPRIO
#define IOCB_FLAG_IOPRIO (1 << 1)
#endif
#ifndef RWF_NOWAIT
#define RWF_NOWAIT 0x00000008
#endif

#endif
