// SPDX-License-Identifier: GPL-2.0-or-later
/* ustat(): musl has neither function nor structure. */
#ifndef LAPI_USTAT_H
#define LAPI_USTAT_H

#include <sys/types.h>

struct ustat {
	int f_tfree;
	unsigned long f_tinode;
	char f_fname[6];
	char f_fpack[6];
};

#endif
