// SPDX-License-Identifier: GPL-2.0-or-later
/* Hints for the compiler. */
#ifndef COMPILER_H
#define COMPILER_H

#ifndef __packed
#define __packed __attribute__((packed))
#endif

#endif
