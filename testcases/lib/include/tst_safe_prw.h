// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_PREAD() and SAFE_PWRITE() are in tst_safe_macros.h; LTP has them in a header of this name. */
#include "tst_safe_macros.h"
