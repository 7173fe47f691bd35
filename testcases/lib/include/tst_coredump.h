// SPDX-License-Identifier: GPL-2.0-or-later
/* No core files, please. */
#ifndef TST_COREDUMP_H
#define TST_COREDUMP_H

/* Sets the limit of core files to 0; with another limit than that a test may raise it itself. */
void tst_no_corefile(int verbose);

#endif
