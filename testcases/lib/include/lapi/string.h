// SPDX-License-Identifier: GPL-2.0-or-later
/* Functions on memory. */
#ifndef LAPI_STRING_H
#define LAPI_STRING_H

#include <string.h>

#endif
