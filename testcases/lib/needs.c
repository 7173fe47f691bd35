// SPDX-License-Identifier: GPL-2.0-or-later
/* What a test declares to need: TCONF where the machine does not have it, so that it is seen and not taken for a pass. */
#include "lib.h"
#include "tst_clocks.h"
#include "tst_kconfig.h"

#include <sys/utsname.h>

static void need_root(void)
{
	if (tst_test->needs_root && geteuid() != 0)
		tst_brk(TCONF, "needs root");
}

static void need_kernel(void)
{
	int v1, v2, v3;

	if (!tst_test->min_kver)
		return;
	if (tst_parse_kver(tst_test->min_kver, &v1, &v2, &v3))
		tst_brk(TBROK, ".min_kver '%s' is no version", tst_test->min_kver);
	if (tst_kvercmp(v1, v2, v3) < 0)
		tst_brk(TCONF, "needs a kernel from %s on", tst_test->min_kver);
}

static void need_arch(void)
{
	const char *const *arch = tst_test->supported_archs;
	struct utsname name;

	if (!arch)
		return;
	uname(&name);
	for (; *arch; arch++) {
		if (strcmp(*arch, name.machine) == 0)
			return;
	}
	tst_brk(TCONF, "not for %s", name.machine);
}

static void need_machine(void)
{
	const long long mb = TST_MB;

	if (tst_test->needs_abi_bits && tst_test->needs_abi_bits != sizeof(long) * 8)
		tst_brk(TCONF, "needs %u bits", tst_test->needs_abi_bits);
	if (tst_test->min_cpus && tst_test->min_cpus > (unsigned long)tst_ncpus())
		tst_brk(TCONF, "needs %lu processors", tst_test->min_cpus);
	if (tst_test->min_mem_avail && (long long)tst_test->min_mem_avail > tst_available_mem() / mb)
		tst_brk(TCONF, "needs %lu MB of free memory", tst_test->min_mem_avail);
	if (tst_test->min_swap_avail && (long long)tst_test->min_swap_avail > tst_available_swap() / mb)
		tst_brk(TCONF, "needs %lu MB of free swap", tst_test->min_swap_avail);
	if (tst_test->needs_hugetlbfs || (tst_test->hugepages.number && tst_test->hugepages.policy == TST_NEEDS))
		tst_brk(TCONF, "needs huge pages, which do not exist without an MMU");
	if (tst_test->needs_cgroup_ctrls || tst_test->needs_cgroup_ver)
		tst_brk(TCONF, "needs control groups");
}

static void need_commands(void)
{
	/* The table is const in LTP's tests; `present` is for tests that ask. */
	for (struct tst_cmd *cmd = (struct tst_cmd *)tst_test->needs_cmds; cmd && cmd->cmd; cmd++)
		cmd->present = tst_check_cmd(cmd->cmd, !cmd->optional);
	for (const char *const *driver = tst_test->needs_drivers; driver && *driver; driver++) {
		if (tst_check_driver(*driver) != 0)
			tst_brk(TCONF, "needs the driver %s", *driver);
	}
}

void needs_check(void)
{
	need_arch();
	need_kernel();
	if (tst_test->needs_kconfigs && tst_kconfig_check(tst_test->needs_kconfigs))
		tst_brk(TCONF, "the kernel's configuration does not fit");
	need_root();
	need_machine();
	need_commands();
}

/* Settings for the time of the test. Limits are inherited by the test process. */
void needs_apply(void)
{
	for (const struct tst_path_val *conf = tst_test->save_restore; conf && conf->path; conf++)
		tst_sys_conf_save(conf);
	for (const struct tst_ulimit_val *value = tst_test->ulimit; value && value->resource; value++) {
		struct rlimit limit;

		SAFE_GETRLIMIT(value->resource, &limit);
		limit.rlim_cur = value->rlim_cur;
		if (limit.rlim_cur > limit.rlim_max)
			limit.rlim_max = limit.rlim_cur;
		SAFE_SETRLIMIT(value->resource, &limit);
	}
	if (tst_test->restore_wallclock)
		tst_wallclock_save();
}
