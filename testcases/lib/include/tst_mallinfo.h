// SPDX-License-Identifier: GPL-2.0-or-later
/* musl has neither mallinfo() nor mallopt(): tests of them are TCONF. */
#ifndef TST_MALLINFO_H
#define TST_MALLINFO_H

#include "config.h"

#endif
