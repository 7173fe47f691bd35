// SPDX-License-Identifier: GPL-2.0-or-later
/* Signals, for tests of the old kind. */
#ifndef LTP_SIGNAL_H
#define LTP_SIGNAL_H

#include <signal.h>

#include "lapi/signal.h"

#endif
