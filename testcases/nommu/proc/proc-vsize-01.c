// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The size of a process in /proc/self/stat is the sum of its lines in /proc/self/maps, also for a part of a
 * shared file and a mapping that mremap() made shorter. Pages are not counted: the resident size is 0.
 */
#define _GNU_SOURCE
#include <sys/resource.h>
#include "../figures.h"

static unsigned long field(int nr)
{
	const char *at = strrchr(fig_read("/proc/self/stat"), ')');

	for (int i = 2; at && i < nr; i++)
		at = strchr(at + 1, ' ');
	return at ? strtoul(at + 1, NULL, 10) : 0;
}

static unsigned long sum(void)
{
	struct fig_map map;
	unsigned long bytes = 0;

	for (const char *line = fig_read(FIG_SELF); line && *line;
	     line = strchr(line, '\n'), line += line != NULL)
		if (fig_parse(line, &map))
			bytes += map.end - map.start;
	return bytes;
}

#define VSIZE field(23)
#define RSS field(24)

static void run(void)
{
	size_t page = FIG_PAGE;
	int fd = fig_ramfs_file("file", 4);
	unsigned long start = sum();
	struct rusage usage;
	char *mem, *part;

	TST_EXP_EQ_LU(VSIZE, start);
	mem = SAFE_MMAP(NULL, 6 * page, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EQ_LU(VSIZE, start + 6 * page);
	TST_EXP_EQ_LU(sum(), start + 6 * page);
	part = SAFE_MMAP(NULL, 2 * page, FIG_RW, MAP_SHARED, fd, page);
	TST_EXP_EQ_LU(VSIZE, start + 8 * page);
	TST_EXP_EQ_LU(sum(), start + 8 * page);
	TST_EXP_EXPR(mremap(mem, 6 * page, 3 * page, 0) == mem, "mremap() to half the size");
	TST_EXP_EQ_LU(VSIZE, start + 5 * page);
	TST_EXP_EQ_LU(sum(), start + 5 * page);
	TST_EXP_EXPR(mremap(mem, 3 * page, 6 * page, 0) == mem, "mremap() back to the whole size");
	TST_EXP_EQ_LU(VSIZE, start + 8 * page);
	SAFE_MUNMAP(part, 2 * page);
	SAFE_MUNMAP(mem, 6 * page);
	TST_EXP_EQ_LU(VSIZE, start);
	TST_EXP_EQ_LU(RSS, 0);
	getrusage(RUSAGE_SELF, &usage);
	TST_EXP_EQ_LI(usage.ru_maxrss, 0);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
