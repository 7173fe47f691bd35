// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Size, mode, owner and times of a file in ramfs change as on other file systems: alone, and where a new size
 * brings others along.
 */
#include "../figures.h"

#define NOBODY 65534
static struct stat before, after;

static int later(const struct timespec *old, const struct timespec *now)
{
	return now->tv_sec > old->tv_sec || (now->tv_sec == old->tv_sec && now->tv_nsec > old->tv_nsec);
}

/* Until the clock that file times are taken from is past `old`, or a second. */
static void wait_past(const struct timespec *old)
{
	struct timespec now = *old;

	for (int i = 0; i < 1000 && !later(old, &now); i++) {
		usleep(1000);
		clock_gettime(CLOCK_REALTIME_COARSE, &now);
	}
}

static void sizes(int fd)
{
	static const struct {
		const char *what;
		off_t size;
	} steps[] = {
		{"the size it has", 100}, {"a smaller one", 50}, {"a larger one", 5000}, {"0", 0}, {"2 from 0", 2},
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(steps); i++) {
		SAFE_FSTAT(fd, &before);
		wait_past(&before.st_ctim);
		TST_EXP_PASS(ftruncate(fd, steps[i].size), "ftruncate to %s", steps[i].what);
		SAFE_FSTAT(fd, &after);
		TST_EXP_EXPR(after.st_size == steps[i].size && later(&before.st_mtim, &after.st_mtim) &&
				     later(&before.st_ctim, &after.st_ctim),
			     "the size is %lld, and mtime and ctime moved on", (long long)after.st_size);
	}
}

static void attributes(int fd)
{
	const struct timespec times[2] = {{1000, 1}, {2000, 2}};

	TST_EXP_PASS(chmod("file", 0640));
	SAFE_FSTAT(fd, &after);
	TST_EXP_EQ_LI(after.st_mode & 07777, 0640);
	TST_EXP_PASS(chown("file", 1, 2));
	SAFE_FSTAT(fd, &after);
	TST_EXP_EXPR(after.st_uid == 1 && after.st_gid == 2, "the owner is 1:2: %u:%u", after.st_uid, after.st_gid);
	TST_EXP_PASS(utimensat(AT_FDCWD, "file", times, 0));
	SAFE_FSTAT(fd, &after);
	TST_EXP_EXPR(memcmp(&after.st_atim, &times[0], sizeof(times[0])) == 0 &&
			     memcmp(&after.st_mtim, &times[1], sizeof(times[1])) == 0,
		     "atime and mtime are as set: %lld, %lld", (long long)after.st_atime, (long long)after.st_mtime);
	TST_EXP_EQ_LI(after.st_size, 2);
}

/* As nobody: what is not its own, and what is. */
static void ordinary(void)
{
	pid_t pid;

	SAFE_CHMOD(".", 0777);
	TST_VFORK(pid) {
		int readable;

		syscall(SYS_setgroups, 0, NULL);
		syscall(SYS_setresgid, NOBODY, NOBODY, NOBODY);
		syscall(SYS_setresuid, NOBODY, NOBODY, NOBODY);
		TST_EXP_FAIL(truncate("foreign", 1), EACCES, "truncate without the right to write");
		readable = SAFE_OPEN("foreign", O_RDONLY | O_CLOEXEC);
		TST_EXP_FAIL(ftruncate(readable, 1), EINVAL, "ftruncate of a descriptor for reading");
		SAFE_CLOSE(readable);
		close(SAFE_OPEN("own", O_WRONLY | O_TRUNC | O_CLOEXEC));
	}
	TST_EXP_EXITED(pid, 0, "the process of nobody");
	SAFE_STAT("foreign", &after);
	TST_EXP_EQ_LI(after.st_size, 10);
	SAFE_STAT("own", &after);
	TST_EXP_EXPR(after.st_size == 0 && (after.st_mode & 07777) == 0755,
		     "opened with O_TRUNC by its owner: size %lld, mode 0%o without the set-user-ID bit",
		     (long long)after.st_size, after.st_mode & 07777);
}

static void file(const char *name, mode_t mode, uid_t owner)
{
	int fd = SAFE_OPEN(name, O_RDWR | O_CREAT | O_EXCL, 0600);

	SAFE_WRITE(SAFE_WRITE_ALL, fd, "0123456789", 10);
	SAFE_FCHOWN(fd, owner, owner);
	SAFE_FCHMOD(fd, mode);
	SAFE_CLOSE(fd);
}

static void run(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT | O_EXCL, 0600);

	memset(fig_text, 'x', 100);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, fig_text, 100);
	sizes(fd);
	attributes(fd);
	SAFE_CLOSE(fd);
	file("foreign", 0644, 0);
	file("own", 04755, NOBODY);
	file("root", 0751, 0);
	ordinary();
	close(SAFE_OPEN("root", O_WRONLY | O_TRUNC));
	SAFE_STAT("root", &after);
	TST_EXP_EXPR(after.st_size == 0 && (after.st_mode & 07777) == 0751,
		     "opened with O_TRUNC by root: size %lld, mode 0%o kept", (long long)after.st_size,
		     after.st_mode & 07777);
	SAFE_MKDIR("dir", 0755);
	TST_EXP_FAIL(truncate("dir", 0), EISDIR);
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
