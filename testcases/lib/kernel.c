// SPDX-License-Identifier: GPL-2.0-or-later
/* The kernel and its machine: version, taint, memory, processors. */
#include "lib.h"
#include "tst_kconfig.h"

#include <ctype.h>
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

/*
 * Guests have all their drivers built in and no list of them, but their configuration: a driver is there when an option
 * that it could be called after is set. 0, -1 when no such option is. Without a configuration it is taken to be there.
 */
int tst_check_driver(const char *driver)
{
	static const char *const patterns[] = {"%s", "%s_FS", "BLK_DEV_%s", "INPUT_%s", "CRYPTO_%s", "NET_%s"};
	char upper[48], id[80];
	size_t len = strlen(driver);

	if (tst_check_builtin_driver(driver) == 0 || tst_kconfig_get("CONFIG_PROC_FS") == 0)
		return 0;
	if (len >= sizeof(upper))
		return -1;
	for (size_t i = 0; i <= len; i++)
		upper[i] = driver[i] == '-' ? '_' : toupper((unsigned char)driver[i]);
	for (size_t i = 0; i < ARRAY_SIZE(patterns); i++) {
		char choice;
		const int end = snprintf(id, sizeof(id), "CONFIG_");

		snprintf(id + end, sizeof(id) - end, patterns[i], upper);
		choice = tst_kconfig_get(id);
		if (choice == 'y' || choice == 'm')
			return 0;
	}
	return -1;
}

/* "none [integrity] confidentiality": what stands in brackets holds. */
int tst_lockdown_enabled(void)
{
	char text[128] = "";
	int fd = open("/sys/kernel/security/lockdown", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return 0;
	if (read(fd, text, sizeof(text) - 1) < 0)
		text[0] = '\0';
	close(fd);
	return text[0] && !strstr(text, "[none]");
}

/* A UEFI variable: four bytes of attributes, then 1 when it is on. Guests have no firmware. */
int tst_secureboot_enabled(void)
{
	unsigned char value[5] = {0};
	static const char path[] = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t len;

	if (fd < 0)
		return 0;
	len = read(fd, value, sizeof(value));
	close(fd);
	return len == (ssize_t)sizeof(value) && value[4] == 1;
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
