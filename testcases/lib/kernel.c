// SPDX-License-Identifier: GPL-2.0-or-later
/* The kernel and its machine: version, taint, memory, processors. */
#include "lib.h"

#include <sys/utsname.h>

int tst_parse_kver(const char *str_kver, int *v1, int *v2, int *v3)
{
	*v1 = *v2 = *v3 = 0;
	return sscanf(str_kver, "%d.%d.%d", v1, v2, v3) < 1;
}

int tst_kvcmp(const char *cur_kver, int r1, int r2, int r3)
{
	int v1, v2, v3;

	if (tst_parse_kver(cur_kver, &v1, &v2, &v3))
		tst_brk(TBROK, "'%s' is no kernel version", cur_kver);
	if (v1 != r1)
		return v1 - r1;
	return v2 != r2 ? v2 - r2 : v3 - r3;
}

int tst_kvercmp(int r1, int r2, int r3)
{
	struct utsname name;

	uname(&name);
	return tst_kvcmp(name.release, r1, r2, r3);
}

/* Distributions count their own versions; ours is always the kernel's. */
int tst_kvercmp2(int r1, int r2, int r3, struct tst_kern_exv *vers)
{
	(void)vers;
	return tst_kvercmp(r1, r2, r3);
}

int tst_kernel_bits(void)
{
	struct utsname name;

	uname(&name);
	return strstr(name.machine, "64") ? 64 : 32;
}

int tst_is_32bit(void)
{
	return sizeof(long) == 4;
}

int tst_is_compat_mode(void)
{
	return sizeof(long) * 8 != (size_t)tst_kernel_bits();
}

int tst_check_builtin_driver(const char *driver)
{
	char path[128];

	snprintf(path, sizeof(path), "/sys/module/%s", driver);
	return access(path, F_OK) == 0 ? 0 : -1;
}

int tst_check_driver(const char *driver)
{
	(void)driver; /* guests have all their drivers built in, and no list of them */
	return 0;
}

int tst_lockdown_enabled(void)
{
	return 0;
}

int tst_secureboot_enabled(void)
{
	return 0;
}

int tst_is_virt(int virt_type)
{
	(void)virt_type;
	return 0;
}

long tst_ncpus(void)
{
	return sysconf(_SC_NPROCESSORS_ONLN);
}

long tst_ncpus_conf(void)
{
	return sysconf(_SC_NPROCESSORS_CONF);
}

long tst_ncpus_max(void)
{
	return tst_ncpus_conf();
}

long tst_ncpus_available(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) < 0 ? tst_ncpus() : CPU_COUNT(&set);
}

int tst_clone_supported(int flags)
{
	return !(flags & ~0xff) || 1;
}

void *tst_get_bad_addr(void (*cleanup_fn)(void))
{
	(void)cleanup_fn;
	/* Below everything a process maps, on a guest (its memory is one range far above) and on a host alike. */
	return (void *)0x10000;
}

/* --- taint -------------------------------------------------------------------------------------------------------- */

static unsigned int taint_mask, taint_before;

static unsigned int read_taint(void)
{
	unsigned int taint = 0;

	SAFE_FILE_SCANF("/proc/sys/kernel/tainted", "%u", &taint);
	return taint;
}

void tst_taint_init(unsigned int mask)
{
	taint_mask = mask;
	taint_before = read_taint();
	if (taint_before & mask)
		tst_brk(TCONF, "the kernel is tainted already: 0x%x", taint_before);
	if (lib.shared)
		lib.shared->taint_mask = mask;
}

unsigned int tst_taint_check(void)
{
	unsigned int mask = taint_mask;

	if (!mask && lib.shared)
		mask = lib.shared->taint_mask;
	if (!mask)
		tst_brk(TBROK, "tst_taint_check() without tst_taint_init()");
	return read_taint() & ~taint_before & mask;
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

long long tst_available_mem(void)
{
	long kb = 0;

	if (FILE_LINES_SCANF("/proc/meminfo", "MemAvailable: %ld", &kb))
		return 0;
	return kb * 1024LL;
}

long long tst_available_swap(void)
{
	long kb = 0;

	FILE_LINES_SCANF("/proc/meminfo", "SwapFree: %ld", &kb);
	return kb * 1024LL;
}

void tst_enable_oom_protection(int pid)
{
	(void)pid; /* inherited by children that share memory: exhaustion would become a panic */
}

void tst_disable_oom_protection(int pid)
{
	(void)pid;
}
