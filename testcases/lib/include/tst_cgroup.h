// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Control groups. What .needs_cgroup_ctrls names is made ready by the library: the unified hierarchy (version 2) when it
 * has the controller, else one of version 1, mounted below the test's temporary directory, with a group `test` in each
 * that is tst_cg. Files are named as in version 2, "pids.max"; their part up to the dot tells the hierarchy, and
 * "cgroup.…" means all of them.
 */
#ifndef TST_CGROUP_H
#define TST_CGROUP_H

#include <stddef.h>
#include <sys/types.h>

enum tst_cg_ver { TST_CG_V1 = 1, TST_CG_V2 = 2 };

#define TST_CG_ROOTS_MAX 32

struct tst_cg_opts {
	enum tst_cg_ver needs_ver; /* 0: either */
	int test_pid;
	unsigned int needs_nsdelegate : 1;
};

struct tst_cg_group;

/* The test's own group, and one for processes that would be in the way. */
extern const struct tst_cg_group *const tst_cg;
extern const struct tst_cg_group *const tst_cg_drain;

/* TCONF when the kernel lacks the controller, or has it only in the other version. */
void tst_cg_require(const char *ctrl_name, const struct tst_cg_opts *options);
void tst_cg_init(void);
void tst_cg_cleanup(void);
void tst_cg_scan(void);
void tst_cg_print_config(void);

struct tst_cg_group *tst_cg_group_mk(const struct tst_cg_group *parent, const char *name_fmt, ...)
	__attribute__((format(printf, 2, 3), warn_unused_result));
const char *tst_cg_group_name(const struct tst_cg_group *cg);
const char *tst_cg_group_unified_path(const struct tst_cg_group *cg);
int tst_cg_group_unified_dir_fd(const struct tst_cg_group *cg);
/* Always NULL, for the variable that named it. */
struct tst_cg_group *tst_cg_group_rm(struct tst_cg_group *cg) __attribute__((warn_unused_result));

#define TST_CG_VER(cg, ctrl_name) tst_cg_ver(__FILE__, __LINE__, cg, ctrl_name)
#define TST_CG_VER_IS_V1(cg, ctrl_name) (TST_CG_VER(cg, ctrl_name) == TST_CG_V1)
enum tst_cg_ver tst_cg_ver(const char *file, int line, const struct tst_cg_group *cg, const char *ctrl_name);

#define SAFE_CG_HAS(cg, name) safe_cg_has(__FILE__, __LINE__, cg, name)
#define SAFE_CG_READ(cg, name, out, len) safe_cg_read(__FILE__, __LINE__, cg, name, out, len)
#define SAFE_CG_PRINTF(cg, name, fmt, ...) safe_cg_printf(__FILE__, __LINE__, cg, name, fmt, __VA_ARGS__)
#define SAFE_CG_PRINT(cg, name, str) safe_cg_printf(__FILE__, __LINE__, cg, name, "%s", str)
#define SAFE_CG_SCANF(cg, name, fmt, ...) safe_cg_scanf(__FILE__, __LINE__, cg, name, fmt, __VA_ARGS__)
#define SAFE_CG_LINES_SCANF(cg, name, fmt, ...) safe_cg_lines_scanf(__FILE__, __LINE__, cg, name, fmt, __VA_ARGS__)
#define SAFE_CG_OCCURSIN(cg, name, needle) safe_cg_occursin(__FILE__, __LINE__, cg, name, needle)
/* One descriptor per hierarchy; how many. */
#define SAFE_CG_OPEN(cg, name, flags, fds) safe_cg_open(__FILE__, __LINE__, cg, name, flags, fds)
#define SAFE_CG_FCHOWN(cg, name, owner, group) safe_cg_fchown(__FILE__, __LINE__, cg, name, owner, group)

int safe_cg_has(const char *file, int line, const struct tst_cg_group *cg, const char *name);
ssize_t safe_cg_read(const char *file, int line, const struct tst_cg_group *cg, const char *name, char *out,
		     size_t len);
void safe_cg_printf(const char *file, int line, const struct tst_cg_group *cg, const char *name, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void safe_cg_scanf(const char *file, int line, const struct tst_cg_group *cg, const char *name, const char *fmt, ...)
	__attribute__((format(scanf, 5, 6)));
void safe_cg_lines_scanf(const char *file, int line, const struct tst_cg_group *cg, const char *name, const char *fmt,
			 ...) __attribute__((format(scanf, 5, 6)));
int safe_cg_occursin(const char *file, int line, const struct tst_cg_group *cg, const char *name, const char *needle);
int safe_cg_open(const char *file, int line, const struct tst_cg_group *cg, const char *name, int flags, int *fds);
void safe_cg_fchown(const char *file, int line, const struct tst_cg_group *cg, const char *name, uid_t owner,
		    gid_t group);

#endif
