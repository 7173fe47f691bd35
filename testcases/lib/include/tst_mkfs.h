// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_MKFS() is in tst_fs.h. */
#ifndef TST_MKFS_H
#define TST_MKFS_H

#include "tst_fs.h"

#endif
