// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * /proc/PID/status has the three lines of a kernel without an MMU: memory that is the process's own, memory
 * that it shares, and what is left over at the end of its last mapping.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include "../figures.h"

#define KIB_100 (100 * 1024)

struct amounts {
	long mem, slack, shared;
};

static struct amounts amounts(const char *path)
{
	const char *text = fig_read(path);

	return (struct amounts){fig_sum(text, "Mem:"), fig_sum(text, "Slack:"), fig_sum(text, "Shared:")};
}

#define OWN amounts("/proc/self/status")

static void lines(void)
{
	static const char *const here[] = {"Mem:", "Slack:", "Shared:"};
	static const char *const gone[] = {"VmSize:", "VmRSS:", "VmPeak:", "VmData:"};

	for (unsigned int i = 0; i < ARRAY_SIZE(here); i++)
		TST_EXP_EXPR(fig_sum(fig_read("/proc/self/status"), here[i]) >= 0, "there is a line %s",
			     here[i]);
	for (unsigned int i = 0; i < ARRAY_SIZE(gone); i++)
		TST_EXP_EXPR(!strstr(fig_read("/proc/self/status"), gone[i]), "there is no line %s", gone[i]);
}

static void own(void)
{
	struct amounts before = OWN, now;
	int fd = fig_ramfs_file("file", 4);
	long size = 4 * FIG_PAGE;
	void *mem = SAFE_MMAP(NULL, KIB_100, FIG_RW, FIG_ANON, -1, 0);

	now = OWN;
	TST_EXP_EXPR(now.mem >= before.mem + KIB_100 && now.mem <= before.mem + KIB_100 + 4096,
		     "100 KiB raise Mem by 100 to 104 KiB: by %ld", now.mem - before.mem);
	TST_EXP_EQ_LI(now.shared, before.shared);
	SAFE_MUNMAP(mem, KIB_100);
	TST_EXP_EQ_LI(OWN.mem, before.mem);

	mem = SAFE_MMAP(NULL, size, FIG_RW, MAP_SHARED, fd, 0);
	now = OWN;
	TST_EXP_EXPR(now.shared >= before.shared + size && now.shared < before.shared + size + 1024,
		     "16 KiB of a shared file raise Shared by that and the kernel's record: by %ld",
		     now.shared - before.shared);
	TST_EXP_EXPR(now.mem < before.mem + 1024, "and Mem by a record only: by %ld", now.mem - before.mem);
	SAFE_MUNMAP(mem, size);
	now = OWN;
	TST_EXP_EXPR(now.mem == before.mem && now.shared == before.shared,
		     "both are back: %ld, %ld, expected %ld, %ld", now.mem, now.shared, before.mem,
		     before.shared);
	SAFE_CLOSE(fd);
}

TST_CHILD(looked_at)
{
	TST_CHECKPOINT_WAKE(0);
	TST_CHECKPOINT_WAIT(1);
}

/* Everything in an address space that somebody else holds counts as shared. */
static void held(void)
{
	struct amounts before, during, after;
	char status[64], maps[64];
	pid_t pid = tst_spawn(looked_at);
	int fd;

	TST_CHECKPOINT_WAIT(0);
	TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
	snprintf(status, sizeof(status), "/proc/%d/status", pid);
	snprintf(maps, sizeof(maps), "/proc/%d/maps", pid);
	before = amounts(status);
	fd = SAFE_OPEN(maps, O_RDONLY);
	during = amounts(status);
	SAFE_CLOSE(fd);
	after = amounts(status);
	TST_EXP_EXPR(before.mem - during.mem > 1024 * 1024,
		     "with its maps open Mem falls by image and stack: by %ld", before.mem - during.mem);
	TST_EXP_EQ_LI(during.shared - before.shared, before.mem - during.mem);
	TST_EXP_EQ_LI(during.slack, 0);
	TST_EXP_EQ_LI(after.mem, before.mem);
	TST_EXP_EQ_LI(after.shared, before.shared);
	TST_CHECKPOINT_WAKE(1);
}

/* Slack is of the last private mapping only: one is made that lies above all others. */
static void slack(void)
{
	static void *mem[200];
	struct fig_map map;
	unsigned long top = 0;
	size_t size = 4 * FIG_PAGE;
	int last = -1;

	for (const char *line = fig_read(FIG_SELF); line && *line;
	     line = strchr(line, '\n'), line += line != NULL)
		if (fig_parse(line, &map) && map.perms[3] == 'p')
			top = map.start;
	for (int i = 0; i < 200 && last < 0; i++) {
		mem[i] = SAFE_MMAP(NULL, size, FIG_RW, FIG_ANON, -1, 0);
		if ((unsigned long)mem[i] > top)
			last = i;
	}
	if (last < 0)
		tst_brk(TBROK, "no mapping above all others, whose last is at %lx", top);
	TST_EXP_EQ_LI(OWN.slack, 0);
	TST_EXP_EXPR(mremap(mem[last], size, size - FIG_PAGE, 0) == mem[last], "mremap() to a page less");
	TST_EXP_EQ_LI(OWN.slack, (long)FIG_PAGE);
	TST_EXP_EXPR(mremap(mem[last], size - FIG_PAGE, size, 0) == mem[last], "mremap() back");
	TST_EXP_EQ_LI(OWN.slack, 0);
	for (int i = 0; i <= last; i++)
		SAFE_MUNMAP(mem[i], size);
}

static void run(void)
{
	lines();
	own();
	held();
	slack();
}

static struct tst_test test = {
	.test_all = run,
	.forks_child = 1,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
