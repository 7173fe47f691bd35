// SPDX-License-Identifier: GPL-2.0-or-later
/* pidfd_send_signal(). */
#ifndef LAPI_PIDFD_SEND_SIGNAL_H
#define LAPI_PIDFD_SEND_SIGNAL_H

#include "lapi/pidfd.h"

#endif
