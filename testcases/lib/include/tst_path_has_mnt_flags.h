// SPDX-License-Identifier: GPL-2.0-or-later
/* Options of the mount that a path lies on. */
#ifndef TST_PATH_HAS_MNT_FLAGS_H
#define TST_PATH_HAS_MNT_FLAGS_H

int tst_path_has_mnt_flags(const char *path, const char *flags[]);

#endif
