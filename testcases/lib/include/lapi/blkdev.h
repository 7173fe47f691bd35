// SPDX-License-Identifier: GPL-2.0-or-later
/* ioctl()s of block devices. */
#ifndef LAPI_BLKDEV_H
#define LAPI_BLKDEV_H

#include <sys/ioctl.h>
#include <sys/mount.h>

#ifndef BLKSSZGET
#define BLKSSZGET _IO(0x12, 104)
#endif
#ifndef BLKALIGNOFF
#define BLKALIGNOFF _IO(0x12, 122)
#endif
#ifndef BLKDISCARD
#define BLKDISCARD _IO(0x12, 119)
#endif
#ifndef BLKZEROOUT
#define BLKZEROOUT _IO(0x12, 127)
#endif
#ifndef BLKSECDISCARD
#define BLKSECDISCARD _IO(0x12, 125)
#endif

#endif
