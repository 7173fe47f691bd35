// SPDX-License-Identifier: GPL-2.0-or-later
/* union semun: semctl()'s last argument, which every program must define itself. */
#ifndef LAPI_SEMUN_H
#define LAPI_SEMUN_H

#include <sys/sem.h>

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
	struct seminfo *__buf;
};

#endif
