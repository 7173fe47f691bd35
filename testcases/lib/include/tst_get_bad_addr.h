// SPDX-License-Identifier: GPL-2.0-or-later
/* A pointer that gives EFAULT. */
#ifndef TST_GET_BAD_ADDR_H
#define TST_GET_BAD_ADDR_H

void *tst_get_bad_addr(void (*cleanup_fn)(void));

#endif
