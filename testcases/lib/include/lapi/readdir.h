// SPDX-License-Identifier: GPL-2.0-or-later
/* The old readdir call's record. */
#ifndef LAPI_READDIR_H
#define LAPI_READDIR_H

#include <sys/types.h>

struct old_linux_dirent {
	long d_ino;
	off_t d_off;
	unsigned short d_reclen;
	char d_name[];
};

#endif
