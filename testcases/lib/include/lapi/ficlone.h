// SPDX-License-Identifier: GPL-2.0-or-later
/* Sharing blocks of files. */
#ifndef LAPI_FICLONE_H
#define LAPI_FICLONE_H

#include <sys/ioctl.h>
#include <linux/fs.h>

#endif
