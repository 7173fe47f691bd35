// SPDX-License-Identifier: GPL-2.0-or-later
/* Files whose content the kernel verifies. */
#ifndef LAPI_FSVERITY_H
#define LAPI_FSVERITY_H

#include <linux/fsverity.h>
#include <linux/fs.h>

#ifndef FS_VERITY_HASH_ALG_SHA256
#define FS_VERITY_HASH_ALG_SHA256 1
#endif
#ifndef STATX_ATTR_VERITY
#define STATX_ATTR_VERITY 0x00100000
#endif
#ifndef FS_VERITY_FL
#define FS_VERITY_FL 0x00100000
#endif

#endif
