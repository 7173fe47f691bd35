// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A range that begins below a mapping and ends where the mapping ends: munmap() takes a file's mapping away
 * and refuses the same of an anonymous one. Nobody has decided that it should be so; the case notes when it
 * changes.
 */
#include "../figures.h"

#define PAGES 2
#define MANY 64

static char *mem[MANY];

/* True when no mapping of this process has the page. */
static int free_page(const char *addr)
{
	struct fig_map map;

	for (const char *line = fig_read(FIG_SELF); line && *line; line = strchr(line, '\n'), line += line != NULL)
		if (fig_parse(line, &map) && map.start <= (unsigned long)addr && (unsigned long)addr < map.end)
			return 0;
	return 1;
}

/* A mapping with nothing of this process right below. */
static char *lone(int flags, int fd)
{
	char *found = NULL;

	for (int i = 0; i < MANY; i++)
		mem[i] = SAFE_MMAP(NULL, PAGES * FIG_PAGE, FIG_RW, flags, fd, 0);
	for (int i = 0; i < MANY && !found; i++)
		if (free_page(mem[i] - FIG_PAGE))
			found = mem[i];
	if (!found)
		tst_brk(TBROK, "none of %d mappings has free space below", MANY);
	for (int i = 0; i < MANY; i++)
		if (mem[i] != found)
			SAFE_MUNMAP(mem[i], PAGES * FIG_PAGE);
	return found;
}

static void run(void)
{
	size_t page = FIG_PAGE, len = PAGES * page;
	int fd = fig_ramfs_file("file", PAGES), lines = fig_lines(FIG_SELF);
	long copy = fig_mmap_copy();
	char *one = lone(MAP_PRIVATE, fd);

	TST_EXP_EQ_LI(fig_mmap_copy(), copy + PAGES);
	TST_EXP_PASS(munmap(one - page, len + page), "a file's mapping, from a page below it to its end");
	TST_EXP_EQ_LI(fig_lines(FIG_SELF), lines);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);

	one = lone(FIG_ANON, -1);
	memset(one, 'm', len);
	TST_EXP_FAIL(munmap(one - page, len + page), EINVAL, "an anonymous one");
	TST_EXP_EXPR(fig_has(FIG_SELF, one, len, "rw-p") && fig_not(one, len, 'm') == -1, "which is as it was");
	TST_EXP_PASS(munmap(one, len), "munmap of just the mapping");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_tmpdir = 1,
};
