// SPDX-License-Identifier: GPL-2.0-or-later
/* Keys by system call; libkeyutils is not needed. */
#ifndef LAPI_KEYCTL_H
#define LAPI_KEYCTL_H

#include <stdint.h>
#include <sys/types.h>
#include <linux/keyctl.h>

#include "lapi/syscalls.h"
#include "tst_safe.h"

#ifndef KEYCTL_INVALIDATE
#define KEYCTL_INVALIDATE 21
#endif
#ifndef KEYCTL_WATCH_KEY
#define KEYCTL_WATCH_KEY 32
#endif
#ifndef KEYCTL_MOVE
#define KEYCTL_MOVE 30
#endif
#ifndef KEYCTL_CAPABILITIES
#define KEYCTL_CAPABILITIES 31
#endif

#ifndef KEY_POS_VIEW
#define KEY_POS_VIEW 0x01000000
#endif
#ifndef KEY_POS_READ
#define KEY_POS_READ 0x02000000
#endif
#ifndef KEY_POS_WRITE
#define KEY_POS_WRITE 0x04000000
#endif
#ifndef KEY_POS_SEARCH
#define KEY_POS_SEARCH 0x08000000
#endif
#ifndef KEY_POS_LINK
#define KEY_POS_LINK 0x10000000
#endif
#ifndef KEY_POS_SETATTR
#define KEY_POS_SETATTR 0x20000000
#endif
#ifndef KEY_POS_ALL
#define KEY_POS_ALL 0x3f000000
#endif
#ifndef KEY_USR_VIEW
#define KEY_USR_VIEW 0x00010000
#endif
#ifndef KEY_USR_READ
#define KEY_USR_READ 0x00020000
#endif
#ifndef KEY_USR_WRITE
#define KEY_USR_WRITE 0x00040000
#endif
#ifndef KEY_USR_SEARCH
#define KEY_USR_SEARCH 0x00080000
#endif
#ifndef KEY_USR_LINK
#define KEY_USR_LINK 0x00100000
#endif
#ifndef KEY_USR_SETATTR
#define KEY_USR_SETATTR 0x00200000
#endif
#ifndef KEY_USR_ALL
#define KEY_USR_ALL 0x003f0000
#endif
#ifndef KEY_GRP_VIEW
#define KEY_GRP_VIEW 0x00000100
#endif
#ifndef KEY_GRP_READ
#define KEY_GRP_READ 0x00000200
#endif
#ifndef KEY_GRP_WRITE
#define KEY_GRP_WRITE 0x00000400
#endif
#ifndef KEY_GRP_SEARCH
#define KEY_GRP_SEARCH 0x00000800
#endif
#ifndef KEY_GRP_LINK
#define KEY_GRP_LINK 0x00001000
#endif
#ifndef KEY_GRP_SETATTR
#define KEY_GRP_SETATTR 0x00002000
#endif
#ifndef KEY_GRP_ALL
#define KEY_GRP_ALL 0x00003f00
#endif
#ifndef KEY_OTH_VIEW
#define KEY_OTH_VIEW 0x00000001
#endif
#ifndef KEY_OTH_READ
#define KEY_OTH_READ 0x00000002
#endif
#ifndef KEY_OTH_WRITE
#define KEY_OTH_WRITE 0x00000004
#endif
#ifndef KEY_OTH_SEARCH
#define KEY_OTH_SEARCH 0x00000008
#endif
#ifndef KEY_OTH_LINK
#define KEY_OTH_LINK 0x00000010
#endif
#ifndef KEY_OTH_SETATTR
#define KEY_OTH_SETATTR 0x00000020
#endif
#ifndef KEY_OTH_ALL
#define KEY_OTH_ALL 0x0000003f
#endif

typedef int32_t key_serial_t;

static inline key_serial_t add_key(const char *type, const char *description, const void *payload, size_t plen,
				   key_serial_t ringid)
{
	return tst_syscall(__NR_add_key, type, description, payload, plen, ringid);
}

static inline key_serial_t request_key(const char *type, const char *description, const char *callout_info,
				       key_serial_t destringid)
{
	return tst_syscall(__NR_request_key, type, description, callout_info, destringid);
}

/* Up to four arguments, each as wide as a long; those not given are zero. */
#define keyctl(...) TST_KEYCTL_(__VA_ARGS__, 0, 0, 0, 0)
#define TST_KEYCTL_(cmd, a, b, c, d, ...) \
	((long)tst_syscall(__NR_keyctl, (cmd), (long)(a), (long)(b), (long)(c), (long)(d)))

static inline key_serial_t keyctl_join_session_keyring(const char *name)
{
	return keyctl(KEYCTL_JOIN_SESSION_KEYRING, name);
}

#define SAFE_ADD_KEY(type, desc, payload, plen, ringid) \
	TST_SAFE("add_key(" #type ", " #desc ")", add_key(type, desc, payload, plen, ringid))
#define SAFE_REQUEST_KEY(type, desc, callout, ringid) \
	TST_SAFE("request_key(" #type ", " #desc ")", request_key(type, desc, callout, ringid))
#define SAFE_KEYCTL(...) TST_SAFE("keyctl(" #__VA_ARGS__ ")", keyctl(__VA_ARGS__))

#endif
