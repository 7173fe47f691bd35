// SPDX-License-Identifier: GPL-2.0-or-later
/* getrandom(). */
#ifndef LAPI_GETRANDOM_H
#define LAPI_GETRANDOM_H

#include <sys/random.h>

#include "lapi/syscalls.h"

#ifndef GRND_NONBLOCK
#define GRND_NONBLOCK 0x0001
#endif
#ifndef GRND_RANDOM
#define GRND_RANDOM 0x0002
#endif
#ifndef GRND_INSECURE
#define GRND_INSECURE 0x0004
#endif

#endif
