// SPDX-License-Identifier: GPL-2.0-or-later
/* NUMA does not exist without an MMU, and libnuma is not here: tests are TCONF before they use it. */
#ifndef TST_NUMA_H
#define TST_NUMA_H

#define NUMA_ERROR_MSG "test requires libnuma >= 2 and its development packages"

enum tst_numa_types { TST_NUMA_ANY = 0, TST_NUMA_MEM = 1 };

#endif
