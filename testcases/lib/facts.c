// SPDX-License-Identifier: GPL-2.0-or-later
/* Facts about the machine that tests ask for: architecture, security, huge pages, memory. */
#include "lib.h"
#include "tst_arch.h"
#include "tst_coredump.h"
#include "tst_kconfig.h"
#include "tst_module.h"
#include "tst_security.h"

#include <sys/utsname.h>

const struct tst_arch tst_arch = {
#if defined(__x86_64__)
	.name = "x86_64",
	.type = TST_X86_64,
#elif defined(__i386__)
	.name = "x86",
	.type = TST_X86,
#elif defined(__aarch64__)
	.name = "aarch64",
	.type = TST_AARCH64,
#elif defined(__riscv)
	.name = "riscv64",
	.type = TST_RISCV64,
#else
	.name = "unknown",
	.type = TST_ARCH_UNKNOWN,
#endif
};

int tst_is_on_arch(const char *const *archlist)
{
	if (!archlist)
		return 1;
	for (; *archlist; archlist++) {
		if (strcmp(*archlist, tst_arch.name) == 0)
			return 1;
	}
	return 0;
}

bool tst_abi_bits(int abi)
{
	return abi == (int)sizeof(long) * 8;
}

/* --- security ----------------------------------------------------------------------------------------------------- */

static int number_in(const char *path)
{
	FILE *file = fopen(path, "r");
	int value = 0;

	if (!file)
		return 0;
	if (fscanf(file, "%d", &value) != 1)
		value = 0;
	fclose(file);
	return value;
}

int tst_fips_enabled(void)
{
	return number_in("/proc/sys/crypto/fips_enabled");
}

int tst_selinux_enabled(void)
{
	return tst_is_mounted("/sys/fs/selinux");
}

int tst_selinux_enforcing(void)
{
	return number_in("/sys/fs/selinux/enforce") == 1;
}

/* --- kernel ------------------------------------------------------------------------------------------------------- */

int tst_check_module_driver(const char *driver)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "/sys/module/%s", driver);
	return access(path, F_OK) == 0 ? 0 : -1;
}

int tst_check_preempt_rt(void)
{
	struct utsname name;

	uname(&name);
	return strstr(name.version, "PREEMPT_RT") ? -1 : 0;
}

int tst_module_signature_enforced(void)
{
	return tst_kconfig_get("CONFIG_MODULE_SIG_FORCE") == 'y';
}

void tst_requires_module_signature_disabled(void)
{
	if (tst_module_signature_enforced())
		tst_brk(TCONF, "the kernel takes signed modules only");
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

unsigned long tst_hugepages; /* none without an MMU */

size_t tst_get_hugepage_size(void)
{
	long kb = 0;

	if (FILE_LINES_SCANF("/proc/meminfo", MEMINFO_HPAGE_SIZE " %ld", &kb))
		return 0;
	return (size_t)kb * 1024;
}

size_t tst_get_gigantic_size(void)
{
	return 0;
}

unsigned long tst_reserve_hugepages(struct tst_hugepage *hp)
{
	if (hp->number != TST_NO_HUGEPAGES && hp->policy == TST_NEEDS)
		tst_brk(TCONF, "there are no huge pages without an MMU");
	return 0;
}

void tst_print_meminfo_(const char *file, int line)
{
	FILE *meminfo = fopen("/proc/meminfo", "r");
	char text[128];

	while (meminfo && fgets(text, sizeof(text), meminfo)) {
		text[strcspn(text, "\n")] = '\0';
		tst_res_(file, line, TINFO, "%s", text);
	}
	if (meminfo)
		fclose(meminfo);
}

/* In pieces: memory comes only in whole blocks of a power of two, and a block of half of what is free seldom exists. */
void tst_pollute_memory(size_t maxsize, int fillchar)
{
	const size_t piece = 1024 * 1024;
	const long long available = tst_available_mem() / 2;
	size_t wanted = maxsize && (long long)maxsize < available ? maxsize : available > 0 ? (size_t)available : 0;
	void *pieces[1024];
	size_t count = 0;

	for (; count < ARRAY_SIZE(pieces) && wanted >= piece; wanted -= piece, count++) {
		pieces[count] = mmap(NULL, piece, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (pieces[count] == MAP_FAILED)
			break;
		memset(pieces[count], fillchar, piece);
	}
	while (count-- > 0)
		munmap(pieces[count], piece);
}

void tst_no_corefile(int verbose)
{
	const struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
	if (verbose)
		tst_res(TINFO, "no core files: RLIMIT_CORE is 0");
}

void tst_prot_to_str(const int prot, char *buf)
{
	static const struct {
		int bit;
		const char *name;
	} bits[] = {{PROT_READ, "PROT_READ"}, {PROT_WRITE, "PROT_WRITE"}, {PROT_EXEC, "PROT_EXEC"}};
	char *end = buf;

	if (prot == PROT_NONE) {
		strcpy(buf, "PROT_NONE");
		return;
	}
	*end = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(bits); i++) {
		if (prot & bits[i].bit)
			end += sprintf(end, "%s%s", end == buf ? "" : " | ", bits[i].name);
	}
}
