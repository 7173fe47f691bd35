// SPDX-License-Identifier: GPL-2.0-or-later
/* What a test declares to need: TCONF where the machine does not have it, so that it is seen and not taken for a pass. */
#include "lib.h"
#include "tst_clocks.h"
#include "tst_security.h"

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

	if (!tst_is_on_arch(arch))
		tst_brk(TCONF, "not for %s", tst_arch.name);
}

static void need_kconfigs(void)
{
	const char *unmet = tst_test->needs_kconfigs ? kconfig_unmet(tst_test->needs_kconfigs) : NULL;

	if (unmet)
		tst_brk(TCONF, "needs a kernel with %s", unmet);
}

static void need_machine(void)
{
	const long long mb = TST_MB;

	if (tst_test->needs_abi_bits && tst_test->needs_abi_bits != sizeof(long) * 8)
		tst_brk(TCONF, "needs %u bits", tst_test->needs_abi_bits);
	if (tst_test->min_cpus && tst_test->min_cpus > (unsigned long)tst_ncpus())
		tst_brk(TCONF, "needs %lu processors", tst_test->min_cpus);
	if (tst_test->min_mem_avail && (long long)tst_test->min_mem_avail > tst_available_mem() / mb)
		tst_brk(TCONF, "needs %lu MB of free memory, there are %lld", tst_test->min_mem_avail,
			tst_available_mem() / mb);
	if (tst_test->min_swap_avail && (long long)tst_test->min_swap_avail > tst_available_swap() / mb)
		tst_brk(TCONF, "needs %lu MB of free swap, there are %lld", tst_test->min_swap_avail,
			tst_available_swap() / mb);
	if (tst_test->needs_hugetlbfs)
		tst_brk(TCONF, "needs huge pages, which do not exist without an MMU");
	if (tst_test->hugepages.number)
		tst_hugepages = tst_reserve_hugepages(&tst_test->hugepages);
}

static void need_policy(void)
{
	if (tst_test->skip_in_compat && tst_is_compat_mode())
		tst_brk(TCONF, "not for a 32-bit program on a 64-bit kernel");
	if (tst_test->skip_in_lockdown && tst_lockdown_enabled() > 0)
		tst_brk(TCONF, "not while the kernel is locked down");
	if (tst_test->skip_in_secureboot && tst_secureboot_enabled() > 0)
		tst_brk(TCONF, "not on a machine with secure boot");
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

static void need_cgroups(void)
{
	const struct tst_cg_opts options = {
		.needs_ver = tst_test->needs_cgroup_ver,
		.needs_nsdelegate = tst_test->needs_cgroup_nsdelegate,
	};

	for (const char *const *name = tst_test->needs_cgroup_ctrls; name && *name; name++)
		tst_cg_require(*name, &options);
}

void needs_check(void)
{
	need_arch();
	need_kernel();
	need_kconfigs();
	need_root();
	need_machine();
	need_policy();
	need_commands();
}

/* Settings for the time of the test. Limits are inherited by the test process. */
void needs_apply(void)
{
	need_cgroups();
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
