// SPDX-License-Identifier: GPL-2.0-or-later
/* struct termios of the kernel is musl's own. */
#ifndef LAPI_TERMBITS_H
#define LAPI_TERMBITS_H

#include <termios.h>

#endif
