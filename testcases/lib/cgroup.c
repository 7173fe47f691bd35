// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Control groups; see tst_cgroup.h. The library process mounts hierarchies and makes the groups `test` and `drain` in
 * each. It leaves what others need to know in the shared area: "<controller>=<version>:<mount> …" for each controller.
 */
#include "lib.h"

#include <ctype.h>

#define ROOTS_MAX 8
#define CTRLS_MAX 12

static struct root {
	char path[PATH_BYTES];
	enum tst_cg_ver version;
} roots[ROOTS_MAX];
static size_t root_count;

static struct {
	char name[24];
	size_t root;
} ctrls[CTRLS_MAX];
static size_t ctrl_count;

static const struct tst_cg_group test_group = {"test"}, drain_group = {"drain"};
const struct tst_cg_group *const tst_cg = &test_group;
const struct tst_cg_group *const tst_cg_drain = &drain_group;

static size_t root_at(const char *path, enum tst_cg_ver version)
{
	for (size_t i = 0; i < root_count; i++) {
		if (strcmp(roots[i].path, path) == 0)
			return i;
	}
	if (root_count == ROOTS_MAX)
		tst_brk(TBROK, "more than %d hierarchies of control groups", ROOTS_MAX);
	copy_text(roots[root_count].path, sizeof(roots[0].path), path);
	roots[root_count].version = version;
	return root_count++;
}

static void remember(const char *ctrl, size_t root)
{
	if (ctrl_count == CTRLS_MAX)
		tst_brk(TBROK, "more than %d controllers", CTRLS_MAX);
	copy_text(ctrls[ctrl_count].name, sizeof(ctrls[0].name), ctrl);
	ctrls[ctrl_count++].root = root;
}

/* The controller that a file belongs to; "cgroup" for what every group has. */
const char *cg_root_of(const char *file, int line, const char *name)
{
	const size_t len = strcspn(name, ".");

	for (size_t i = 0; i < ctrl_count; i++) {
		if (strlen(ctrls[i].name) == len && strncmp(ctrls[i].name, name, len) == 0)
			return roots[ctrls[i].root].path;
	}
	if (root_count == 0)
		tst_brk_(file, line, TBROK, "control groups: the test has required no controller");
	if (strncmp(name, "cgroup.", 7) != 0)
		tst_brk_(file, line, TBROK, "the test has not required the controller of %s", name);
	return roots[0].path;
}

const char *cg_root(size_t nr)
{
	return nr < root_count ? roots[nr].path : NULL;
}

/* --- the library process ------------------------------------------------------------------------------------------ */

static bool listed(const char *path, const char *word)
{
	char text[512] = "", *rest = text, *each;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	if (read(fd, text, sizeof(text) - 1) < 0)
		text[0] = '\0';
	close(fd);
	while ((each = strsep(&rest, " \n"))) {
		if (strcmp(each, word) == 0)
			return true;
	}
	return false;
}

static void make_groups(const char *root)
{
	static const char *const names[] = {"test", "drain"};
	char path[PATH_BYTES + 16];

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		join_path(path, sizeof(path), root, names[i]);
		if (mkdir(path, 0777) < 0 && errno != EEXIST)
			tst_brk(TBROK | TERRNO, "mkdir(%s)", path);
	}
}

/* Mounted where the test's directory is; "" when the kernel refuses. */
static const char *mounted(const char *name, const char *type, const char *data)
{
	static char path[PATH_BYTES];
	char dir[32];

	snprintf(dir, sizeof(dir), "cg_%.20s", name);
	join_path(path, sizeof(path), tst_tmpdir_path(), dir);
	if (mkdir(path, 0755) < 0 && errno == EEXIST)
		return path;
	if (mount("ltp-nommu", path, type, 0, data) == 0)
		return path;
	rmdir(path);
	return "";
}

static bool unused(const char *root)
{
	for (size_t i = 0; i < root_count; i++) {
		if (strcmp(roots[i].path, root) == 0)
			return false;
	}
	return true;
}

/* What every group of version 2 has needs no controller. */
static bool built_in(const char *ctrl)
{
	return strcmp(ctrl, "base") == 0 || strcmp(ctrl, "freezer") == 0;
}

static bool require_v2(const char *ctrl)
{
	const char *root = mounted("unified", "cgroup2", NULL);
	char path[PATH_BYTES + 32], enable[32];

	if (!root[0])
		return false;
	join_path(path, sizeof(path), root, "cgroup.controllers");
	if (!built_in(ctrl) && !listed(path, ctrl)) {
		if (unused(root) && umount(root) == 0)
			rmdir(root);
		return false;
	}
	remember(ctrl, root_at(root, TST_CG_V2));
	join_path(path, sizeof(path), root, "cgroup.subtree_control");
	snprintf(enable, sizeof(enable), "+%s", ctrl);
	if (!built_in(ctrl))
		SAFE_FILE_PRINTF(path, "%s", enable);
	make_groups(root);
	return true;
}

static bool require_v1(const char *ctrl)
{
	const char *root = mounted(ctrl, "cgroup", ctrl);

	if (!root[0])
		return false;
	make_groups(root);
	remember(ctrl, root_at(root, TST_CG_V1));
	return true;
}

/* For the other images: paths have no blanks, they are the library's own. */
static void publish(void)
{
	char *to = lib.shared->cgroups;
	size_t at = 0;

	for (size_t i = 0; i < ctrl_count; i++) {
		const struct root *root = &roots[ctrls[i].root];
		const char *path = root->path + strlen(tst_tmpdir_path()) + 1;

		at += snprintf(to + at, sizeof(lib.shared->cgroups) - at, "%s=%d:%s ", ctrls[i].name, root->version,
			       path);
		if (at >= sizeof(lib.shared->cgroups))
			tst_brk(TBROK, "too many controllers");
	}
}

static bool known_to_kernel(const char *ctrl)
{
	FILE *file = fopen("/proc/cgroups", "r");
	char line[128], name[64];
	int enabled = 0;
	bool known = strcmp(ctrl, "base") == 0;

	while (file && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "%63s %*s %*s %d", name, &enabled) == 2 && strcmp(name, ctrl) == 0 && enabled)
			known = true;
	}
	if (file)
		fclose(file);
	/* Version 2 has other names for two of them. */
	return known || (strcmp(ctrl, "io") == 0 && known_to_kernel("blkio"));
}

void tst_cg_require(const char *ctrl_name, const struct tst_cg_opts *options)
{
	const enum tst_cg_ver version = options ? options->needs_ver : 0;

	for (size_t i = 0; i < ctrl_count; i++) {
		if (strcmp(ctrls[i].name, ctrl_name) == 0)
			return;
	}
	if (!known_to_kernel(ctrl_name))
		tst_brk(TCONF, "the kernel has no controller %s of control groups", ctrl_name);
	if (geteuid() != 0)
		tst_brk(TCONF, "control groups need root");
	if (options && options->needs_nsdelegate)
		tst_brk(TCONF, "needs control groups that are mounted with nsdelegate");
	if ((version != TST_CG_V1 && require_v2(ctrl_name)) || (version != TST_CG_V2 && require_v1(ctrl_name))) {
		publish();
		return;
	}
	tst_brk(TCONF, "the controller %s cannot be had%s", ctrl_name,
		version == TST_CG_V1 ? " in version 1" : version == TST_CG_V2 ? " in version 2" : "");
}

static void remove_groups(const char *root)
{
	static const char *const names[] = {"test", "drain"};
	char path[PATH_BYTES + 16];

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		join_path(path, sizeof(path), root, names[i]);
		rmdir(path);
	}
}

void tst_cg_cleanup(void)
{
	for (size_t i = 0; i < root_count; i++) {
		remove_groups(roots[i].path);
		if (tst_umount(roots[i].path) < 0)
			umount2(roots[i].path, MNT_DETACH);
		rmdir(roots[i].path);
	}
	root_count = ctrl_count = 0;
}

void tst_cg_scan(void)
{
}

void tst_cg_print_config(void)
{
	for (size_t i = 0; i < ctrl_count; i++)
		tst_res(TINFO, "%s in %s", ctrls[i].name, roots[ctrls[i].root].path);
}

/* --- all images --------------------------------------------------------------------------------------------------- */

void tst_cg_init(void)
{
	char text[sizeof(lib.shared->cgroups)], *rest = text, *entry;

	if (ctrl_count > 0)
		return;
	copy_text(text, sizeof(text), lib.shared->cgroups);
	while ((entry = strsep(&rest, " "))) {
		char name[24], dir[64], path[PATH_BYTES];
		int version;

		if (sscanf(entry, "%23[^=]=%d:%63s", name, &version, dir) != 3)
			continue;
		join_path(path, sizeof(path), tst_tmpdir_path(), dir);
		remember(name, root_at(path, version));
	}
}

struct tst_cg_group *tst_cg_group_mk(const struct tst_cg_group *parent, const char *name_fmt, ...)
{
	struct tst_cg_group *group = SAFE_MALLOC(sizeof(*group));
	char name[64], path[PATH_BYTES + 258];
	va_list ap;

	va_start(ap, name_fmt);
	vsnprintf(name, sizeof(name), name_fmt, ap);
	va_end(ap);
	join_path(group->path, sizeof(group->path), parent->path, name);
	for (size_t i = 0; i < root_count; i++) {
		join_path(path, sizeof(path), roots[i].path, group->path);
		SAFE_MKDIR(path, 0777);
	}
	return group;
}

struct tst_cg_group *tst_cg_group_rm(struct tst_cg_group *cg)
{
	char path[PATH_BYTES + 258];

	for (size_t i = 0; i < root_count; i++) {
		join_path(path, sizeof(path), roots[i].path, cg->path);
		SAFE_RMDIR(path);
	}
	free(cg);
	return NULL;
}

const char *tst_cg_group_name(const struct tst_cg_group *cg)
{
	const char *slash = strrchr(cg->path, '/');

	return slash ? slash + 1 : cg->path;
}

const char *tst_cg_group_unified_path(const struct tst_cg_group *cg)
{
	static char path[PATH_BYTES + 258];

	for (size_t i = 0; i < root_count; i++) {
		if (roots[i].version != TST_CG_V2)
			continue;
		join_path(path, sizeof(path), roots[i].path, cg->path);
		return path;
	}
	return NULL;
}

int tst_cg_group_unified_dir_fd(const struct tst_cg_group *cg)
{
	const char *path = tst_cg_group_unified_path(cg);

	return path ? SAFE_OPEN(path, O_PATH | O_DIRECTORY) : -1;
}

enum tst_cg_ver tst_cg_ver(const char *file, int line, const struct tst_cg_group *cg, const char *ctrl_name)
{
	(void)cg;
	for (size_t i = 0; i < ctrl_count; i++) {
		if (strcmp(ctrls[i].name, ctrl_name) == 0)
			return roots[ctrls[i].root].version;
	}
	tst_brk_(file, line, TBROK, "the test has not required the controller %s", ctrl_name);
	return 0;
}
