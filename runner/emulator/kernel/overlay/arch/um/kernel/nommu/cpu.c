// SPDX-License-Identifier: GPL-2.0-only
/*
 * What there is to know about the CPU, found out when somebody asks: a kernel
 * that lives for a few milliseconds has no time for it at boot.
 */

#include <linux/bitops.h>
#include <linux/delay.h>
#include <linux/math64.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/time64.h>
#include <asm/cpufeature.h>
#include <asm/param.h>
#include <asm/processor.h>
#include <os.h>
#include <nommu.h>

/* enough for all lines of the first CPU */
#define CPUINFO_SIZE	8192
#define DELAY_LOOPS	20000

/* Instead of some 100 ms of calibration: __delay() is timed once */
unsigned long calibrate_delay_is_known(void)
{
	unsigned long long start = os_nsecs(), ns;

	__delay(DELAY_LOOPS);
	ns = os_nsecs() - start;
	return div64_u64(DELAY_LOOPS * (u64)(NSEC_PER_SEC / HZ), ns ? ns : 1);
}

static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);
	const char *p;

	for (p = strstr(words, word); p; p = strstr(p + len, word))
		if (p[-1] == ' ' && (!p[len] || p[len] == ' '))
			return true;
	return false;
}

/* The host's CPU flags are ours: programs run on the CPU itself */
void nommu_cpu_features(void)
{
	static bool known;
	char *buf, *flags, *end;
	int fd, i, n, len = 0;

	if (known)
		return;
	known = true;

	buf = kmalloc(CPUINFO_SIZE, GFP_KERNEL);
	fd = os_open_file("/proc/cpuinfo", of_read(OPENFLAGS()), 0);
	if (!buf || fd < 0)
		goto out;

	while ((n = os_read_file(fd, buf + len, CPUINFO_SIZE - 1 - len)) > 0)
		len += n;
	buf[len] = 0;

	flags = strstr(buf, "\nflags");
	if (!flags)
		goto out;
	flags++;
	end = strchr(flags, '\n');
	if (end)
		*end = 0;
	for (i = 0; i < 32 * NCAPINTS; i++)
		if (x86_cap_flags[i] && has_word(flags, x86_cap_flags[i]))
			set_cpu_cap(&boot_cpu_data, i);
out:
	if (fd >= 0)
		os_close_file(fd);
	kfree(buf);
}
