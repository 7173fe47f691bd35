// SPDX-License-Identifier: GPL-2.0-or-later
/* tee() is musl's. */
#ifndef LAPI_TEE_H
#define LAPI_TEE_H

#include <fcntl.h>

#endif
