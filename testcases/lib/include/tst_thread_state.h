// SPDX-License-Identifier: GPL-2.0-or-later
/* TST_THREAD_STATE_WAIT() is in tst_process_state.h. */
#ifndef TST_THREAD_STATE_H
#define TST_THREAD_STATE_H

#include "tst_process_state.h"

#endif
