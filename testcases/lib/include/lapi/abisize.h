// SPDX-License-Identifier: GPL-2.0-or-later
/* Size of a long: TST_ABI32 or TST_ABI64. */
#ifndef LAPI_ABISIZE_H
#define LAPI_ABISIZE_H

#if __SIZEOF_LONG__ == 8
#define TST_ABI64
#define TST_ABI 64
#else
#define TST_ABI32
#define TST_ABI 32
#endif

#endif
