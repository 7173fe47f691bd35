// SPDX-License-Identifier: GPL-2.0-or-later
/* Process accounting: records of version 3, and of the old one. */
#ifndef LAPI_ACCT_H
#define LAPI_ACCT_H

#include <stdint.h>
#include <sys/types.h>
#include <linux/acct.h>

#ifndef ACCT_COMM
#define ACCT_COMM 16
#endif

#endif
