// SPDX-License-Identifier: GPL-2.0-or-later
/* The test's temporary directory, its working directory when .needs_tmpdir is set. */
#ifndef TST_TMPDIR_H
#define TST_TMPDIR_H

char *tst_tmpdir_path(void);
char *tst_tmpdir_genpath(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *tst_get_tmpdir(void);
const char *tst_get_tmpdir_root(void);
const char *tst_get_startwd(void);
void tst_purge_dir(const char *path);
int tst_tmpdir_created(void);

#endif
