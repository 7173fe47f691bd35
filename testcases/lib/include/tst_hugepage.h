// SPDX-License-Identifier: GPL-2.0-or-later
/* Huge pages do not exist without an MMU: tests that need them are TCONF; the names are here so that they compile. */
#ifndef TST_HUGEPAGE_H
#define TST_HUGEPAGE_H

#include <stddef.h>

#define PATH_HUGEPAGES "/sys/kernel/mm/hugepages/"
#define PATH_THP "/sys/kernel/mm/transparent_hugepage/"
#define PATH_NR_HPAGES "/proc/sys/vm/nr_hugepages"
#define PATH_OC_HPAGES "/proc/sys/vm/nr_overcommit_hugepages"
#define MEMINFO_HPAGE_TOTAL "HugePages_Total:"
#define MEMINFO_HPAGE_FREE "HugePages_Free:"
#define MEMINFO_HPAGE_RSVD "HugePages_Rsvd:"
#define MEMINFO_HPAGE_SURP "HugePages_Surp:"
#define MEMINFO_HPAGE_SIZE "Hugepagesize:"
#define TST_NO_HUGEPAGES ((unsigned long)-1)
#define TST_GIGANTIC 1

enum tst_hp_policy { TST_REQUEST, TST_NEEDS };

struct tst_hugepage {
	unsigned long number;
	enum tst_hp_policy policy;
	int hptype;
};

extern unsigned long tst_hugepages;

/* In bytes; 0 where there are none. */
size_t tst_get_hugepage_size(void);
size_t tst_get_gigantic_size(void);
unsigned long tst_reserve_hugepages(struct tst_hugepage *hp);

#endif
