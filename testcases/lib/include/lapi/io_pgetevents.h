// SPDX-License-Identifier: GPL-2.0-or-later
/* io_pgetevents(): needs libaio's types, which are not here. */
#ifndef LAPI_IO_PGETEVENTS_H
#define LAPI_IO_PGETEVENTS_H

#include "lapi/syscalls.h"

#endif
