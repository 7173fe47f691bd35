// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * /proc/maps lists the memory of all mappings in the system: each private mapping of each process, and once
 * what several processes share. Everybody may read it, in pieces of any size.
 */
#include "list.h"

static struct fig_map regions[600], maps[600];

static int load(const char *path, struct fig_map *to, int max)
{
	int count = 0;

	for (const char *line = fig_read(path); line && *line && count < max; line = strchr(line, '\n'),
	     line += line != NULL)
		count += fig_parse(line, &to[count]);
	return count;
}

/* Without opendir(), which would take memory of its own while it lists. */
static int load_all_processes(pid_t last)
{
	char path[64];
	int count = 0;

	for (pid_t pid = 1; pid <= last; pid++) {
		snprintf(path, sizeof(path), "/proc/%d/maps", pid);
		/* the maps of a kernel thread cannot be opened */
		if (access(path, F_OK) == 0 && close(open(path, O_RDONLY)) == 0)
			count += load(path, maps + count, ARRAY_SIZE(maps) - count);
	}
	return count;
}

static int same(const struct fig_map *a, const struct fig_map *b)
{
	return a->start == b->start && a->end == b->end && !strcmp(a->perms, b->perms) &&
	       a->inode == b->inode && (a->inode == 0 || a->offset == b->offset);
}

/* How many lines of `list` with the letter p are in `other` exactly once. */
static int private_in(const struct fig_map *list, int count, const struct fig_map *other, int others,
		      int *all)
{
	int good = 0;

	*all = 0;
	for (int i = 0; i < count; i++) {
		int found = 0;

		if (list[i].perms[3] != 'p')
			continue;
		++*all;
		for (int k = 0; k < others; k++)
			found += same(&list[i], &other[k]);
		good += found == 1;
	}
	return good;
}

TST_CHILD(sharer)
{
	char *mem = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, tst_args_fd(args, 0), 0);

	TST_CHECKPOINT_WAKE(0);
	TST_CHECKPOINT_WAIT(1);
	SAFE_MUNMAP(mem, FIG_PAGE);
}

static void as_nobody(void)
{
	static int got;
	pid_t pid;

	got = -1;
	TST_VFORK(pid) {
		syscall(SYS_setresuid, 65534, 65534, 65534);
		got = open(FIG_REGIONS, O_RDONLY);
		if (got >= 0)
			got = read(got, list_again, 100);
	}
	TST_EXP_EQ_LI(got, 100);
	TST_EXP_EXPR(memcmp(list_again, list_whole, MAX(got, 0)) == 0, "nobody reads the same text");
}

static void run(void)
{
	int nr_regions, nr_maps, good, all, fd = fig_ramfs_file("file", 1), lines;
	void *mem = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);
	void *copy = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_PRIVATE, fd, 0);
	struct fig_map map;
	pid_t pid;

	pid = tst_spawn(sharer, tst_arg_fd(fd));
	TST_CHECKPOINT_WAIT(0);
	fig_settle();
	list_fill();
	nr_maps = load_all_processes(pid);
	nr_regions = load(FIG_REGIONS, regions, ARRAY_SIZE(regions));
	good = private_in(maps, nr_maps, regions, nr_regions, &all);
	TST_EXP_EXPR(good == all && all > LIST_MAPPINGS,
		     "%d of %d private mappings of the processes are in /proc/maps once", good, all);
	good = private_in(regions, nr_regions, maps, nr_maps, &all);
	TST_EXP_EXPR(good == all && all > LIST_MAPPINGS,
		     "%d of %d private lines of /proc/maps belong to one mapping of one process", good, all);
	TST_EXP_EXPR(fig_find(FIG_REGIONS, copy, &map) == 1 && strstr(map.path, "/file"),
		     "the copy of a file has its name: \"%s\"", map.path);
	good = 0;
	for (int i = 0; i < nr_maps; i++)
		good += maps[i].start == (unsigned long)mem;
	TST_EXP_EQ_LI(good, 2);
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem, FIG_PAGE, "rw-S"),
		     "the file's memory, shared by two processes, has one line with rw-S");
	list_steps(FIG_REGIONS);

	as_nobody();

	list_empty();
	TST_CHECKPOINT_WAKE(1);
	tst_reap_children();
	fig_settle();
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem, FIG_PAGE, "rw-S"),
		     "the line stays for the process that goes on");
	lines = fig_lines(FIG_REGIONS);
	SAFE_MUNMAP(mem, FIG_PAGE);
	TST_EXP_EXPR(!fig_has(FIG_REGIONS, mem, FIG_PAGE, NULL), "and goes with it");
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), lines - 1);
	SAFE_MUNMAP(copy, FIG_PAGE);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.forks_child = 1,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
