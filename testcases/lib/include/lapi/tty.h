// SPDX-License-Identifier: GPL-2.0-or-later
/* Line disciplines. */
#ifndef LAPI_TTY_H
#define LAPI_TTY_H

#include <linux/tty.h>

#ifndef N_HCI
#define N_HCI 15
#endif
#ifndef N_CAN327
#define N_CAN327 30
#endif
#ifndef N_SLCAN
#define N_SLCAN 17
#endif
#ifndef N_TTY
#define N_TTY 0
#endif
#ifndef N_PPP
#define N_PPP 3
#endif

#endif
