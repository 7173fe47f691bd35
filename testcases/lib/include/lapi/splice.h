// SPDX-License-Identifier: GPL-2.0-or-later
/* splice(), and the flags it shares with tee() and vmsplice(). */
#ifndef LAPI_SPLICE_H
#define LAPI_SPLICE_H

#include <fcntl.h>

#include "lapi/syscalls.h"
#include "tst_safe.h"

#ifndef SPLICE_F_MOVE
#define SPLICE_F_MOVE 1
#endif
#ifndef SPLICE_F_NONBLOCK
#define SPLICE_F_NONBLOCK 2
#endif
#ifndef SPLICE_F_MORE
#define SPLICE_F_MORE 4
#endif
#ifndef SPLICE_F_GIFT
#define SPLICE_F_GIFT 8
#endif

#define SAFE_SPLICE(fd_in, off_in, fd_out, off_out, len, flags) \
	TST_SAFE("splice(" #fd_in ", " #fd_out ", " #len ")", splice(fd_in, off_in, fd_out, off_out, len, flags))

#endif
