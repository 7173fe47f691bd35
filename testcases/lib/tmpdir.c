// SPDX-License-Identifier: GPL-2.0-or-later
/* The temporary directory: made and removed by the library process, working directory of the test. */
#include "lib.h"

#include <dirent.h>

const char *tst_get_tmpdir_root(void)
{
	const char *root = getenv("TMPDIR");

	return root && root[0] == '/' ? root : "/tmp";
}

bool tmpdir_wanted(void)
{
	return tst_test->needs_tmpdir || device_wanted() || tst_test->mntpoint || tst_test->resource_files ||
	       tst_test->needs_checkpoints || tst_test->needs_cgroup_ctrls;
}

/* With neither .all_filesystems nor a device, what a test leaves out is said of the directory it works in. */
static void check_fs_of_tmpdir(void)
{
	const long type = tst_fs_type(".");
	/* A tmpfs is ramfs without an MMU; the kernel calls its mounts by either name. */
	const char *name = type == TST_RAMFS_MAGIC ? "tmpfs" : tst_fs_type_name(type);

	if (tst_test->skip_filesystems && !device_wanted() && tst_fs_in_skiplist(name, tst_test->skip_filesystems))
		tst_brk(TCONF, "the test leaves out %s, of which its directory is", name);
}

void tmpdir_create(void)
{
	char *path = lib.shared->tmpdir;

	snprintf(path, PATH_BYTES, "%s/%.80s.XXXXXX", tst_get_tmpdir_root(), base_name(lib.shared->exe));
	if (!mkdtemp(path)) {
		path[0] = '\0';
		tst_brk(TBROK | TERRNO, "cannot make a directory in %s", tst_get_tmpdir_root());
	}
	/* Tests change to other users and go on working here. */
	if (chmod(path, 0777) < 0 || chdir(path) < 0)
		tst_brk(TBROK | TERRNO, "%s", path);
	/* There even when nothing will be mounted: the test does that itself, or takes it as a folder. */
	if (tst_test->mntpoint)
		SAFE_MKDIR(tst_test->mntpoint, 0777);
	check_fs_of_tmpdir();
}

int tst_tmpdir_created(void)
{
	return lib.shared && lib.shared->tmpdir[0] != '\0';
}

char *tst_tmpdir_path(void)
{
	if (!tst_tmpdir_created())
		tst_brk(TBROK, "tst_tmpdir_path(): the test has no .needs_tmpdir");
	return lib.shared->tmpdir;
}

char *tst_get_tmpdir(void)
{
	return SAFE_STRDUP(tst_tmpdir_path());
}

const char *tst_get_startwd(void)
{
	return lib.shared->startwd;
}

char *tst_tmpdir_genpath(const char *fmt, ...)
{
	char name[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(name, sizeof(name), fmt, ap);
	va_end(ap);
	return tst_aprintf("%s/%s", tst_tmpdir_path(), name);
}

/* Removes what is in the directory. Descends by chdir-free openat calls, so paths of any length are no problem. */
static int purge(int dir_fd)
{
	DIR *dir = fdopendir(dir_fd);
	struct dirent *entry;
	int left = 0;

	if (!dir) {
		close(dir_fd);
		return 1;
	}
	while ((entry = readdir(dir))) {
		int fd;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlinkat(dirfd(dir), entry->d_name, 0) == 0)
			continue;
		fd = openat(dirfd(dir), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0 && errno == EACCES) { /* a mode that the test left behind */
			fchmodat(dirfd(dir), entry->d_name, 0700, 0);
			fd = openat(dirfd(dir), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		}
		if (fd < 0 || purge(fd) || unlinkat(dirfd(dir), entry->d_name, AT_REMOVEDIR) < 0)
			left++;
	}
	closedir(dir);
	return left;
}

void tst_purge_dir(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || purge(fd))
		tst_res(TWARN, "%s cannot be emptied", path);
}

void tmpdir_remove(void)
{
	if (!tst_tmpdir_created())
		return;
	if (chdir(lib.shared->startwd) < 0 && chdir("/") < 0)
		return;
	chmod(lib.shared->tmpdir, 0700);
	tst_purge_dir(lib.shared->tmpdir);
	rmdir(lib.shared->tmpdir);
	lib.shared->tmpdir[0] = '\0';
}

/* Each file from where the program or the caller is, into the temporary directory. */
void resources_copy(void)
{
	const char *const *files = tst_test->resource_files;

	for (; files && *files; files++) {
		char from[2 * PATH_BYTES];
		const char *dirs[] = {lib.shared->startwd, NULL};
		char bin[PATH_BYTES];
		size_t i;

		copy_text(bin, sizeof(bin), lib.shared->exe);
		*strrchr(bin, '/') = '\0';
		dirs[1] = bin;
		for (i = 0; i < ARRAY_SIZE(dirs); i++) {
			snprintf(from, sizeof(from), "%s/%s", dirs[i], *files);
			if (access(from, R_OK) == 0)
				break;
		}
		if (i == ARRAY_SIZE(dirs))
			tst_brk(TBROK, "the test's file %s is neither in %s nor in %s", *files, dirs[0], dirs[1]);
		SAFE_CP(from, base_name(*files));
	}
}
