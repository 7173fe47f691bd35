// SPDX-License-Identifier: GPL-2.0-or-later
/* What the machine looks like before and after the case. Cheap as long as there is nothing to tell. */
#include "init.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PF_KTHREAD 0x00200000UL /* include/linux/sched.h: field 9 of /proc/PID/stat */

struct names {
	char text[NAMED_MAX][64];
	long pids[NAMED_MAX];
	long count;
};

static long read_taint(int fd)
{
	char text[32] = "";
	const char *at = text;
	unsigned long value;

	if (fd < 0 || pread(fd, text, sizeof(text) - 1, 0) <= 0 || !parse_number(&at, 10, &value))
		return -1;
	return (long)value;
}

/* The same number as MemFree of /proc/meminfo, which would format fifty lines that nobody reads. */
static unsigned long free_kb(void)
{
	struct sysinfo info;

	return sysinfo(&info) < 0 ? 0 : info.freeram * info.mem_unit / 1024;
}

/*
 * A kernel without an MMU does not have mprotect at all. The raw call with a length of zero does nothing where it
 * exists; there is no need for /proc/config.gz.
 */
bool has_mmu(void)
{
	return syscall(SYS_mprotect, 0UL, 0UL, 0UL) == 0 || errno != ENOSYS;
}

void look_before(struct before *before)
{
	const int flags = O_RDONLY | O_CLOEXEC;

	before->proc = open("/proc", flags | O_DIRECTORY);
	before->mounts = open("/proc/self/mounts", flags);
	before->tainted = open("/proc/sys/kernel/tainted", flags);
	before->taint = read_taint(before->tainted);
	before->free_kb = free_kb();
}

static void put_names(const char *word, const struct names *names, bool with_pid)
{
	for (long i = 0; i < names->count && i < NAMED_MAX; i++) {
		frame(word);
		if (with_pid)
			put_number(" ", names->pids[i]);
		put(" ");
		put_escaped(names->text[i]);
		frame_end();
	}
}

static void add_name(struct names *names, long pid, const char *text, size_t length)
{
	if (names->count < NAMED_MAX) {
		char *to = names->text[names->count];
		if (length >= sizeof(names->text[0]))
			length = sizeof(names->text[0]) - 1;
		memcpy(to, text, length);
		to[length] = '\0';
		names->pids[names->count] = pid;
	}
	names->count++;
}

/* Takes every child that has ended, whoever it was. False when no child is left at all. */
static bool reap(void)
{
	pid_t pid;

	while ((pid = waitpid(-1, NULL, WNOHANG | __WALL)) > 0)
		;
	return pid == 0;
}

/* Reaps until no child is left or the time is over; with `kill_all`, everything is sent SIGKILL in each round. */
static bool children_left(unsigned long limit_ms, bool kill_all)
{
	const unsigned long deadline = milliseconds() + limit_ms;
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	while (reap()) {
		if (milliseconds() >= deadline)
			return true;
		if (kill_all)
			kill(-1, SIGKILL); /* all but ourselves; kernel threads do not listen */
		sigtimedwait(&child, NULL, &(struct timespec){ .tv_nsec = 2000000 });
	}
	return false;
}

/* /proc/PID/stat: `pid (comm) state ppid pgrp session tty tpgid flags …`; comm may hold anything, ) as well. */
static void look_at_process(int proc, const char *pid_text, struct names *found)
{
	char path[32], stat[256];
	size_t length = strlen(pid_text);
	unsigned long pid, flags = 0;
	const char *number = pid_text;

	if (length > sizeof(path) - sizeof("/stat") || !parse_number(&number, 10, &pid) || *number != '\0' || pid == 1)
		return;
	memcpy(path, pid_text, length);
	memcpy(path + length, "/stat", sizeof("/stat"));
	int fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	ssize_t got = read(fd, stat, sizeof(stat) - 1);
	close(fd);
	stat[got < 0 ? 0 : got] = '\0';
	char *comm = strchr(stat, '('), *end = strrchr(stat, ')');
	if (comm == NULL || end == NULL || end[1] != ' ' || end[2] == 'Z' || end[2] == 'X')
		return;
	const char *at = end + 2;
	for (int field = 3; field < 9 && at != NULL; field++)
		at = (at = strchr(at, ' ')) == NULL ? NULL : at + 1;
	if (at != NULL && parse_number(&at, 10, &flags) && (flags & PF_KTHREAD) != 0)
		return;
	add_name(found, (long)pid, comm + 1, (size_t)(end - comm - 1));
}

/* Calls `look` for each name in an open directory: opendir() would bring malloc with it. */
static void each_name(int directory, void (*look)(int, const char *, struct names *), struct names *found)
{
	static _Alignas(8) char entries[4096];
	ssize_t got;

	while ((got = getdents(directory, (struct dirent *)(void *)entries, sizeof(entries))) > 0) {
		for (ssize_t at = 0; at < got;) {
			const struct dirent *entry = (const struct dirent *)(const void *)(entries + at);
			look(directory, entry->d_name, found);
			at += entry->d_reclen;
		}
	}
}

/*
 * Every process that a case left is a child of init, or has an ancestor that is: with no child there is nothing to
 * look for. A child that was killed but not waited for is given the time to die before it counts.
 */
static void processes(const struct before *before, struct names *found)
{
	if (!children_left(GRACE_MS, false))
		return;
	each_name(before->proc, look_at_process, found);
	if (children_left(KILL_MS, true))
		kernel_log(1, "init: a process cannot be killed", "");
}

/* The kernel tells on the open mounts file whether any mount changed since; only then is it read. */
static void find_mounts(int mounts, struct names *found)
{
	struct pollfd changed = { .fd = mounts, .events = POLLPRI };
	static char text[8192];
	unsigned seen = 0;
	size_t length = 0;
	ssize_t got;

	if (mounts < 0 || poll(&changed, 1, 0) <= 0 || (changed.revents & (POLLPRI | POLLERR)) == 0)
		return;
	while (length < sizeof(text) - 1 && (got = pread(mounts, text + length, sizeof(text) - 1 - length, (off_t)length)) > 0)
		length += (size_t)got;
	text[length] = '\0';
	for (char *line = text, *next; (next = strchr(line, '\n')) != NULL; line = next + 1) {
		char *path = strchr(line, ' ');
		char *end = path == NULL || path > next ? NULL : strchr(path + 1, ' ');
		if (end == NULL || end > next)
			continue;
		*end = '\0';
		if (!is_own_mount(path + 1, &seen))
			add_name(found, 0, path + 1, (size_t)(end - path - 1));
	}
}

static void count_queue(int directory, const char *name, struct names *found)
{
	(void)directory;
	found->count += name[0] != '.';
}

static long count_message_queues(void)
{
	static struct names queues;
	int directory = open("/dev/mqueue", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (directory < 0)
		return 0;
	each_name(directory, count_queue, &queues);
	close(directory);
	return queues.count;
}

/* IPC objects: the *_INFO commands count them without /proc. A kernel without SysV IPC says ENOSYS: none. */
static long count_ipc(void)
{
	struct shm_info shm = { 0 };
	struct msginfo msg = { 0 };
	struct seminfo sem = { 0 };
	long count = count_message_queues();

	if (shmctl(0, SHM_INFO, (struct shmid_ds *)(void *)&shm) >= 0)
		count += shm.used_ids;
	if (msgctl(0, MSG_INFO, (struct msqid_ds *)(void *)&msg) >= 0)
		count += msg.msgpool;
	if (semctl(0, 0, SEM_INFO, &sem) >= 0)
		count += sem.semusz;
	return count;
}

/* Names what the case left behind and ends it. */
void report_leftovers(const struct before *before)
{
	static struct names found, places;

	processes(before, &found);
	find_mounts(before->mounts, &places);
	frame("leftovers");
	put_number(" procs=", found.count);
	put_number(" mounts=", places.count);
	put_number(" ipc=", count_ipc());
	frame_end();
	put_names("leftover proc", &found, true);
	put_names("leftover mount", &places, false);
}

/* Memory and taint, after all that the case left has been ended. */
void report_machine(const struct before *before)
{
	long taint = read_taint(before->tainted);

	frame("memory");
	put_number(" free-before=", (long)before->free_kb);
	put_number(" free-after=", (long)free_kb());
	frame_end();
	if (taint < 0)
		return; /* a kernel without /proc/sys */
	frame("taint=");
	put_number("", taint);
	put_number(" taint-before=", before->taint);
	frame_end();
}
