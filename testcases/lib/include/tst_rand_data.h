// SPDX-License-Identifier: GPL-2.0-or-later
/* Bytes that look random and are the same in each run; the last one is 0. */
#ifndef TST_RAND_DATA_H
#define TST_RAND_DATA_H

#include <stddef.h>

extern const size_t tst_rand_data_len;
extern const char *const tst_rand_data;

#endif
