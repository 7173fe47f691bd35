// SPDX-License-Identifier: GPL-2.0-or-later
/* Limits. */
#ifndef LAPI_RESOURCE_H
#define LAPI_RESOURCE_H

#include <sys/resource.h>

#ifndef RLIMIT_RTPRIO
#define RLIMIT_RTPRIO 14
#endif
#ifndef RLIMIT_RTTIME
#define RLIMIT_RTTIME 15
#endif
#ifndef RUSAGE_THREAD
#define RUSAGE_THREAD 1
#endif

#endif
