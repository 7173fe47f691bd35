// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Who the children of this process are. As a child subreaper it inherits every
 * orphan below it, so "no child left" means that nothing of a guest is left.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "starter.h"

static int parse_pids(char *text, pid_t *pids, int max)
{
	char *word, *save = NULL;
	int n = 0;

	for (word = strtok_r(text, " \n", &save); word && n < max; word = strtok_r(NULL, " \n", &save))
		pids[n++] = atoi(word);
	return n;
}

/* The parent's pid is the second field after the command, which may hold anything. */
static pid_t parent_of(const char *pid)
{
	char path[64], stat[512], *end;
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), "/proc/%.20s/stat", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	len = read(fd, stat, sizeof(stat) - 1);
	close(fd);
	if (len <= 0)
		return -1;
	stat[len] = 0;
	end = strrchr(stat, ')');
	return end && strlen(end) > 4 ? atoi(end + 4) : -1;
}

static int search_proc(pid_t *pids, int max)
{
	struct dirent *entry;
	int n = 0;
	DIR *dir;

	dir = opendir("/proc");
	if (!dir)
		return 0;
	while (n < max && (entry = readdir(dir))) {
		if (entry->d_name[0] < '1' || entry->d_name[0] > '9')
			continue;
		if (parent_of(entry->d_name) == getpid())
			pids[n++] = atoi(entry->d_name);
	}
	closedir(dir);
	return n;
}

int list_children(pid_t *pids, int max)
{
	char path[64], text[MAX_CHILDREN * 12];
	siginfo_t info;
	size_t used = 0;
	ssize_t len;
	int fd;

	/* Mostly there is none, and this tells without a look into /proc. */
	if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) < 0)
		return 0;
	snprintf(path, sizeof(path), "/proc/self/task/%d/children", getpid());
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return search_proc(pids, max);	/* a kernel without CONFIG_PROC_CHILDREN */
	while (used < sizeof(text) - 1 && (len = read(fd, text + used, sizeof(text) - 1 - used)) > 0)
		used += len;
	close(fd);
	text[used] = 0;
	return parse_pids(text, pids, max);
}
