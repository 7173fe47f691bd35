// SPDX-License-Identifier: GPL-2.0-or-later
/* Process numbers. */
#ifndef TST_PID_H
#define TST_PID_H

#include <sys/types.h>

/* A number that no process or group has now. */
pid_t tst_get_unused_pid(void);
int tst_get_free_pids(void);

#endif
