// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * MmapCopy in /proc/meminfo is the sum of all private memory in /proc/maps, and still is after a thousand
 * steps of mapping, cutting and unmapping at random.
 */
#include "../figures.h"

#define TRIM "/proc/sys/vm/nr_trim_pages"
#define SLOTS 32
#define STEPS 1000

static struct {
	char *mem;
	size_t pages;
} slot[SLOTS];

static long private_pages(void)
{
	struct fig_map map;
	long bytes = 0;

	for (const char *line = fig_read(FIG_REGIONS); line && *line;
	     line = strchr(line, '\n'), line += line != NULL)
		if (fig_parse(line, &map) && map.perms[3] == 'p')
			bytes += map.end - map.start;
	return bytes / (long)FIG_PAGE;
}

static unsigned int dice(unsigned int sides)
{
	static unsigned int seed = 20261;

	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % sides;
}

/* One of: a new mapping; the first or the last pages of one away; the whole. */
static void step(int fd)
{
	int nr = dice(SLOTS);
	size_t cut, pages = slot[nr].pages, page = FIG_PAGE;
	char *mem = slot[nr].mem;

	if (!pages) {
		slot[nr].pages = 1 + dice(20);
		slot[nr].mem = dice(4) ? SAFE_MMAP(NULL, slot[nr].pages * page, FIG_RW, FIG_ANON, -1, 0) :
					 SAFE_MMAP(NULL, slot[nr].pages * page, FIG_RW, MAP_PRIVATE, fd, 0);
		/* a mapping of a file can only be unmapped as a whole */
		if (slot[nr].mem[0] == 'a')
			slot[nr].mem[0] = 'F';
		return;
	}
	cut = 1 + dice(pages);
	if (mem[0] == 'F' || cut == pages) {
		SAFE_MUNMAP(mem, pages * page);
		slot[nr].pages = 0;
	} else if (dice(2)) {
		SAFE_MUNMAP(mem, cut * page);
		slot[nr].mem += cut * page;
		slot[nr].pages -= cut;
	} else {
		SAFE_MUNMAP(mem + (pages - cut) * page, cut * page);
		slot[nr].pages -= cut;
	}
}

static void run(void)
{
	int fd = fig_ramfs_file("file", 20), equal = 0;
	long copy = fig_mmap_copy(), pages, mine = 0;

	TST_EXP_EQ_LI(fig_mmap_copy(), private_pages());
	for (int i = 0; i < STEPS; i++) {
		step(fd);
		if (i % 50 == 0)
			equal += fig_mmap_copy() == private_pages();
	}
	TST_EXP_EQ_LI(equal, STEPS / 50);
	pages = private_pages();
	TST_EXP_EQ_LI(fig_mmap_copy(), pages);
	for (int i = 0; i < SLOTS; i++) {
		mine += slot[i].pages;
		if (slot[i].pages)
			SAFE_MUNMAP(slot[i].mem, slot[i].pages * FIG_PAGE);
	}
	TST_EXP_EXPR(mine > SLOTS, "%ld pages were mapped at the end, expected more than %d", mine, SLOTS);
	TST_EXP_EQ_LI(pages, copy + mine);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(private_pages(), copy);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.save_restore = (const struct tst_path_val[]){
		{TRIM, "1", TST_SR_TBROK},
		{},
	},
};
