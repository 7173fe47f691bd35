// SPDX-License-Identifier: GPL-2.0-or-later
/* Extended attributes, and the *at() calls for them (linux/xattr.h of 6.13). */
#ifndef LAPI_XATTR_H
#define LAPI_XATTR_H

#include <limits.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/xattr.h>

#ifndef XATTR_CREATE
#define XATTR_CREATE 0x1
#define XATTR_REPLACE 0x2
#endif
#ifndef XATTR_SIZE_MAX
#define XATTR_NAME_MAX 255
#define XATTR_SIZE_MAX 65536
#define XATTR_LIST_MAX 65536
#endif

struct tst_xattr_args {
	uint64_t value __attribute__((aligned(8)));
	uint32_t size;
	uint32_t flags;
};

#endif
