// SPDX-License-Identifier: GPL-2.0-or-later
/* The cpuid instruction. */
#ifndef LAPI_CPUID_H
#define LAPI_CPUID_H

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

#endif
