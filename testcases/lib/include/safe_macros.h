// SPDX-License-Identifier: GPL-2.0-or-later
/* Part of LTP's old test API: see old/safe_macros.h. */
#include "old/safe_macros.h"
