// SPDX-License-Identifier: GPL-2.0-or-later
/* Process numbers and states, as /proc shows them. */
#include "lib.h"

#include <ctype.h>
#include <dirent.h>

/* The state letter, 0 when there is no such process. */
static char state_of(const char *path)
{
	char text[512], *after;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t len;

	if (fd < 0)
		return 0;
	len = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (len <= 0)
		return 0;
	text[len] = '\0';
	after = strrchr(text, ')'); /* the name in front may hold anything */
	return after && after[1] ? after[2] : 0;
}

static int wait_state(const char *path, char state, unsigned int msec_timeout)
{
	const int64_t until = msec_timeout ? now_ms() + tst_multiply_timeout(msec_timeout) : INT64_MAX;

	for (unsigned int pause_us = 50;; pause_us = MIN(pause_us * 2, 5000U)) {
		char now = state_of(path);

		if (now == state)
			return 0;
		if (!now && state != 'X') {
			errno = ESRCH;
			return -1;
		}
		if (now_ms() >= until) {
			errno = ETIMEDOUT;
			return -1;
		}
		usleep(pause_us);
	}
}

int tst_process_state_wait3(pid_t pid, const char state, unsigned int msec_timeout)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	return wait_state(path, state, msec_timeout);
}

int tst_process_state_wait2(pid_t pid, const char state)
{
	return tst_process_state_wait3(pid, state, 0);
}

static int check_wait(const char *file, int line, const char *what, int ret, pid_t pid, char state)
{
	if (ret < 0 && errno != ETIMEDOUT)
		tst_brk_(file, line, TBROK | TERRNO, "%s %d does not come to state %c", what, pid, state);
	return ret;
}

int tst_process_state_wait_(const char *file, int line, pid_t pid, char state, unsigned int msec_timeout)
{
	return check_wait(file, line, "process", tst_process_state_wait3(pid, state, msec_timeout), pid, state);
}

int tst_thread_state_wait_(const char *file, int line, pid_t tid, char state, unsigned int msec_timeout)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/task/%d/stat", tid);
	return check_wait(file, line, "thread", wait_state(path, state, msec_timeout), tid, state);
}

int tst_process_exit_wait(pid_t pid, unsigned int msec_timeout)
{
	const int64_t until = msec_timeout ? now_ms() + msec_timeout : INT64_MAX;

	while (kill(pid, 0) == 0 || errno != ESRCH) {
		if (now_ms() >= until) {
			errno = ETIMEDOUT;
			return 0;
		}
		usleep(1000);
	}
	return 1;
}

int tst_process_release_wait(pid_t pid, unsigned int msec_timeout)
{
	return tst_process_exit_wait(pid, msec_timeout);
}

static long pid_max(void)
{
	long max = 32768;

	SAFE_FILE_SCANF("/proc/sys/kernel/pid_max", "%ld", &max);
	return max;
}

pid_t tst_get_unused_pid(void)
{
	for (pid_t pid = pid_max() - 1; pid > 1; pid--) {
		if (kill(pid, 0) < 0 && errno == ESRCH && getpgid(pid) < 0 && kill(-pid, 0) < 0 && errno == ESRCH)
			return pid;
	}
	tst_brk(TBROK, "all process numbers are in use");
	return -1;
}

int tst_get_free_pids(void)
{
	DIR *dir = SAFE_OPENDIR("/proc");
	struct dirent *entry;
	long used = 0;

	while ((entry = readdir(dir)))
		used += isdigit((unsigned char)entry->d_name[0]) != 0;
	closedir(dir);
	return pid_max() - used;
}

uid_t tst_get_free_uid_(const char *file, int line, unsigned int skip)
{
	for (uid_t uid = 1; uid < 65534; uid++) {
		if (uid != skip && !getpwuid(uid))
			return uid;
	}
	tst_brk_(file, line, TBROK, "no user number is free");
	return -1;
}

gid_t tst_get_free_gid_(const char *file, int line, unsigned int skip)
{
	for (gid_t gid = 1; gid < 65534; gid++) {
		if (gid != skip && !getgrgid(gid))
			return gid;
	}
	tst_brk_(file, line, TBROK, "no group number is free");
	return -1;
}
