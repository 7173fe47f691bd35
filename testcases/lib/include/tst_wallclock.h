// SPDX-License-Identifier: GPL-2.0-or-later
/* LTP has tst_wallclock_save() and _restore() in a header of this name. */
#include "tst_clocks.h"
