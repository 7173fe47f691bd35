// SPDX-License-Identifier: GPL-2.0-or-later
/* statmount() and listmount() are described in lapi/mount.h. */
#ifndef LAPI_STATMOUNT_H
#define LAPI_STATMOUNT_H

#include "lapi/mount.h"

#endif
