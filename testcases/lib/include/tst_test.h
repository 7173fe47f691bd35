// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The public API of the test library: the names, arguments and meanings of LTP's new test API, without fork.
 * README.md beside this folder says how a program runs and how it makes a child.
 */
#ifndef TST_TEST_H
#define TST_TEST_H

/* A test may say that it brings its own feature macros, or none, where musl's GNU names are in its way. */
#if !defined(_GNU_SOURCE) && !defined(TST_KEEP_FEATURES)
#define _GNU_SOURCE
#endif

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "tst_common.h"
#include "tst_results.h"
#include "tst_test_macros.h"
#include "tst_arch.h"
#include "tst_assert.h"
#include "tst_atomic.h"
#include "tst_buffers.h"
#include "tst_capability.h"
#include "tst_cgroup.h"
#include "tst_checkpoint.h"
#include "tst_child.h"
#include "tst_clone.h"
#include "tst_cmd.h"
#include "tst_coredump.h"
#include "tst_device.h"
#include "tst_fd.h"
#include "tst_fs.h"
#include "tst_hugepage.h"
#include "tst_kernel.h"
#include "tst_kvercmp.h"
#include "tst_memutils.h"
#include "tst_path_defs.h"
#include "tst_pid.h"
#include "tst_process_state.h"
#include "tst_safe_file_ops.h"
#include "tst_safe_macros.h"
#include "tst_safe_calls.h"
#include "tst_safe_net.h"
#include "tst_net.h"
#include "tst_security.h"
#include "tst_sys_conf.h"
#include "tst_syscall.h"
#include "tst_taint.h"
#include "tst_tmpdir.h"

/* --- the test --------------------------------------------------------------------------------------------------- */

struct tst_option {
	char *optstr; /* "a" or "a:" */
	char **arg;   /* where the option's value, or "" is stored */
	char *help;
};

struct tst_tag {
	const char *name;
	const char *value;
};

struct tst_ulimit_val {
	int resource;
	uint64_t rlim_cur;
};


#define TST_UNLIMITED_TIMEOUT (-1)
#define TST_UNLIMITED_RUNTIME (-1)

struct tst_test {
	/* test() is called with 0 … tcnt-1, or test_all() once. */
	unsigned int tcnt;
	void (*test)(unsigned int nr);
	void (*test_all)(void);
	void (*setup)(void);
	void (*cleanup)(void);

	struct tst_option *options;
	const char *min_kver;
	const char *const *supported_archs;
	const char *tconf_msg;

	unsigned int needs_tmpdir : 1;
	unsigned int needs_root : 1;
	unsigned int forks_child : 1;
	unsigned int needs_device : 1;
	unsigned int needs_checkpoints : 1;
	unsigned int needs_overlay : 1;
	unsigned int format_device : 1;
	unsigned int mount_device : 1;
	unsigned int needs_rofs : 1;
	unsigned int child_needs_reinit : 1;
	unsigned int runs_script : 1;
	unsigned int needs_devfs : 1;
	unsigned int restore_wallclock : 1;
	unsigned int all_filesystems : 1;
	unsigned int skip_in_lockdown : 1;
	unsigned int skip_in_secureboot : 1;
	unsigned int skip_in_compat : 1;
	unsigned int needs_hugetlbfs : 1;
	unsigned int needs_cgroup_nsdelegate : 1;

	unsigned int needs_abi_bits; /* 32 or 64 */
	const char *const *skip_filesystems;
	struct tst_fs *filesystems;
	unsigned long min_cpus;
	unsigned long min_mem_avail;  /* MB */
	unsigned long min_swap_avail; /* MB */
	struct tst_hugepage hugepages;
	/* Taint flags that must not appear, TST_TAINT_*. */
	unsigned int taint_check;
	/* The whole test once per variant, each in a process of its own; tst_variant counts from 0. */
	unsigned int test_variants;
	unsigned int dev_min_size; /* MB */
	/* What .filesystems says for one file system, in the words of LTP before that field; NULL: "ext2". */
	const char *dev_fs_type;
	const char *const *dev_fs_opts;
	const char *const *dev_extra_opts;
	const char *mntpoint;
	unsigned int mnt_flags;
	const void *mnt_data;

	/* Seconds one call of the test function may take; 0: 30. */
	int timeout;
	/* Seconds a test wants to run on purpose, on top of timeout; see tst_remaining_runtime(). */
	int runtime;
	int min_runtime;
	int max_runtime;
	/* A timer test (tst_timer_test.h): measures one sleep of `usec`; stands in place of test and test_all. */
	int (*sample)(int clk_id, long long usec);
	const char *scall; /* what it measures, for messages */

	const char *const *resource_files;
	const char *const *needs_drivers;
	const struct tst_path_val *save_restore;
	const struct tst_ulimit_val *ulimit;
	const char *const *needs_kconfigs;
	struct tst_buffers *bufs;
	struct tst_cap *caps;
	const struct tst_tag *tags;
	const struct tst_cmd *needs_cmds;
	enum tst_cg_ver needs_cgroup_ver;
	const char *const *needs_cgroup_ctrls;
};

#define TST_LITTLE_ENDIAN __ORDER_LITTLE_ENDIAN__

extern struct tst_test *tst_test;
extern unsigned int tst_variant;

/* Runs the test, in whichever of its processes this is; does not return. */
void tst_run_tcases(int argc, char *argv[], struct tst_test *self) LTP_ATTRIBUTE_NORETURN;

/* For a program that a test executes itself: connects it to the test's results and checkpoints. */
void tst_reinit(void);

unsigned int tst_multiply_timeout(unsigned int timeout);
unsigned int tst_remaining_runtime(void);
void tst_set_timeout(int timeout);
void tst_set_runtime(int runtime);
void tst_set_max_runtime(int runtime);
void tst_flush(void);
/* Waits for `count` children; how many of them did not exit with 0. */
int tst_validate_children_(const char *file, int line, unsigned int count);
#define tst_validate_children(count) tst_validate_children_(__FILE__, __LINE__, (count))

/* The variable that connects a program which a test executes; see tst_reinit(). */
#define IPC_ENV_VAR "LTP_NOMMU_CONTEXT"

int tst_parse_int(const char *str, int *val, int min, int max);
int tst_parse_long(const char *str, long *val, long min, long max);
int tst_parse_float(const char *str, float *val, float min, float max);
int tst_parse_filesize(const char *str, long long *val, long long min, long long max);

/* A pointer that no process of the guest has mapped, page aligned; the kernel must answer EFAULT to it. */
void *tst_get_bad_addr(void (*cleanup_fn)(void));

/* Waits for all children; a child that was killed or exited with a code of its own is TBROK. */
void tst_reap_children(void);

int tst_clone_supported(int flags);
int tst_is_compat_mode(void);
int tst_kernel_is_nommu(void);
/* True where the kernel of this machine has no MMU: such cases as cannot be the same on a host can say so. */

struct passwd;
struct group;
uid_t tst_get_free_uid_(const char *file, int line, unsigned int skip);
gid_t tst_get_free_gid_(const char *file, int line, unsigned int skip);

#ifndef TST_NO_DEFAULT_MAIN

static struct tst_test test;

int main(int argc, char *argv[])
{
	tst_run_tcases(argc, argv, &test);
}

#define TST_TEST_TCONF(message) static struct tst_test test = {.tconf_msg = message}

#endif
#endif
