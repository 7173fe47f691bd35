/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __UM_PGTABLE_NOMMU_H
#define __UM_PGTABLE_NOMMU_H

/* There are no page tables; generic code wants the names all the same */

#include <asm-generic/pgtable-nopud.h>

#define PTRS_PER_PMD		512
#define PTRS_PER_PTE		512

#define pgd_present(pgd)	(1)
#define pgd_none(pgd)		(0)
#define pgd_bad(pgd)		(0)
#define pgd_clear(pgdp)

#define PAGE_NONE		__pgprot(0)
#define PAGE_SHARED		__pgprot(0)
#define PAGE_COPY		__pgprot(0)
#define PAGE_READONLY		__pgprot(0)
#define PAGE_KERNEL		__pgprot(0)
#define PAGE_KERNEL_EXEC	__pgprot(0)

#define swapper_pg_dir		((pgd_t *)0)

extern unsigned long *empty_zero_page;
#define ZERO_PAGE(vaddr)	virt_to_page(empty_zero_page)

#define phys_to_page(phys)	pfn_to_page(phys_to_pfn(phys))
#define __virt_to_page(virt)	phys_to_page(__pa(virt))
#define page_to_phys(page)	pfn_to_phys(page_to_pfn(page))
#define virt_to_page(addr)	__virt_to_page((const unsigned long)addr)

/* vmalloc() hands out pages of physical memory */
extern unsigned long uml_physmem;
extern unsigned long high_physmem;
extern unsigned long end_iomem;
#define VMALLOC_START		uml_physmem
#define VMALLOC_END		high_physmem

#endif
