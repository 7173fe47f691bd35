// SPDX-License-Identifier: GPL-2.0-or-later
/* Flags of fnmatch(). */
#ifndef LAPI_FNMATCH_H
#define LAPI_FNMATCH_H

#include <fnmatch.h>

#ifndef FNM_EXTMATCH
#define FNM_EXTMATCH (1 << 5)
#endif

#endif
