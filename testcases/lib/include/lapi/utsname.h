// SPDX-License-Identifier: GPL-2.0-or-later
/* Lengths of uname()'s texts. */
#ifndef LAPI_UTSNAME_H
#define LAPI_UTSNAME_H

#include <sys/utsname.h>

#ifndef _UTSNAME_LENGTH
#define _UTSNAME_LENGTH 65
#endif
#ifndef _UTSNAME_DOMAIN_LENGTH
#define _UTSNAME_DOMAIN_LENGTH 65
#endif
#ifndef _UTSNAME_NODENAME_LENGTH
#define _UTSNAME_NODENAME_LENGTH 65
#endif

#endif
