// SPDX-License-Identifier: GPL-2.0-or-later
/* Input devices made by a program. */
#ifndef LAPI_UINPUT_H
#define LAPI_UINPUT_H

#include <linux/uinput.h>

#endif
