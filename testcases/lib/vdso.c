// SPDX-License-Identifier: GPL-2.0-or-later
/* Finding functions in the object that the kernel maps into every process (vdso(7)). UML maps none. */
#include "lib.h"
#include "tse_parse_vdso.h"

#include <elf.h>
#include <link.h>
#include <sys/auxv.h>

static struct {
	uintptr_t shift; /* what to add to an address of the file */
	const ElfW(Sym) *symbols;
	const char *strings;
	size_t count;
} vdso;

void vdso_init_from_sysinfo_ehdr(uintptr_t base)
{
	const ElfW(Ehdr) *header = (const ElfW(Ehdr) *)base;
	const ElfW(Dyn) *dynamic = NULL;
	const uint32_t *hash = NULL;
	bool placed = false;

	memset(&vdso, 0, sizeof(vdso));
	if (!base)
		return;
	for (int i = 0; i < header->e_phnum; i++) {
		const ElfW(Phdr) *part = (const ElfW(Phdr) *)(base + header->e_phoff + i * header->e_phentsize);

		if (part->p_type == PT_LOAD && !placed) {
			vdso.shift = base + part->p_offset - part->p_vaddr;
			placed = true;
		} else if (part->p_type == PT_DYNAMIC) {
			dynamic = (const ElfW(Dyn) *)(base + part->p_offset);
		}
	}
	for (; dynamic && dynamic->d_tag != DT_NULL; dynamic++) {
		const void *at = (const void *)(vdso.shift + dynamic->d_un.d_ptr);

		if (dynamic->d_tag == DT_SYMTAB)
			vdso.symbols = at;
		else if (dynamic->d_tag == DT_STRTAB)
			vdso.strings = at;
		else if (dynamic->d_tag == DT_HASH)
			hash = at;
	}
	vdso.count = hash ? hash[1] : 0; /* the hash table's chains are as many as symbols */
}

void vdso_init_from_auxv(void *auxv)
{
	const ElfW(auxv_t) *entry = auxv;

	for (; entry->a_type != AT_NULL; entry++) {
		if (entry->a_type == AT_SYSINFO_EHDR) {
			vdso_init_from_sysinfo_ehdr(entry->a_un.a_val);
			return;
		}
	}
	vdso_init_from_sysinfo_ehdr(0);
}

/* No vDSO has one name in two versions, so the version decides nothing. */
void *vdso_sym(const char *version, const char *name)
{
	(void)version;
	for (size_t i = 0; vdso.symbols && vdso.strings && i < vdso.count; i++) {
		const ElfW(Sym) *symbol = &vdso.symbols[i];

		if ((symbol->st_info & 0xf) == STT_FUNC && symbol->st_shndx != SHN_UNDEF &&
		    strcmp(vdso.strings + symbol->st_name, name) == 0)
			return (void *)(vdso.shift + symbol->st_value);
	}
	return NULL;
}

void find_clock_gettime_vdso(gettime_t *ptr_vdso_gettime, gettime_t *ptr_vdso_gettime64)
{
	vdso_init_from_sysinfo_ehdr(getauxval(AT_SYSINFO_EHDR));
	*ptr_vdso_gettime = (gettime_t)vdso_sym("LINUX_2.6", "__vdso_clock_gettime");
	*ptr_vdso_gettime64 = (gettime_t)vdso_sym("LINUX_2.6", "__vdso_clock_gettime64");
}
