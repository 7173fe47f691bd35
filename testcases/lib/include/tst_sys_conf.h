// SPDX-License-Identifier: GPL-2.0-or-later
/* Settings below /proc/sys and /sys that are put back when the test ends. */
#ifndef TST_SYS_CONF_H
#define TST_SYS_CONF_H

#include "tst_device.h"

int tst_sys_conf_save_str(const char *path, const char *value);
int tst_sys_conf_save(const struct tst_path_val *conf);
void tst_sys_conf_restore(int verbose);
void tst_sys_conf_dump(void);

#endif
