// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Hundreds of mappings and holes in them, made and removed in a random order: after every step the process's
 * list and MmapCopy are what a model in the test says.
 */
#include "../figures.h"

#define MAPPINGS 400
#define HOLES 200
#define PIECES (MAPPINGS + HOLES)

static struct piece {
	unsigned long start, pages;
	unsigned char mark;
} pieces[PIECES];
static int used;
static long base_copy, base_lines, pages_used;
static unsigned int state = 20250101;

static unsigned int any(unsigned int below)
{
	state = state * 1103515245 + 12345;
	return (state >> 8) % below;
}

static void make(void)
{
	struct piece *piece = &pieces[used++];

	piece->pages = 3 + any(4);
	piece->mark = any(256);
	piece->start = (unsigned long)SAFE_MMAP(NULL, piece->pages * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
	memset((void *)piece->start, piece->mark, piece->pages * FIG_PAGE);
	pages_used += piece->pages;
}

/* A hole of one page in a mapping that has room for it; 0 when munmap() refused. */
static int cut(struct piece *piece)
{
	unsigned long at = 1 + any(piece->pages - 2);
	struct piece *rest = &pieces[used];

	if (munmap((void *)(piece->start + at * FIG_PAGE), FIG_PAGE))
		return 0;
	rest->start = piece->start + (at + 1) * FIG_PAGE;
	rest->pages = piece->pages - at - 1;
	rest->mark = piece->mark;
	piece->pages = at;
	used++;
	pages_used--;
	return 1;
}

static int drop(struct piece *piece)
{
	if (fig_not((void *)piece->start, piece->pages * FIG_PAGE, piece->mark) != -1 ||
	    munmap((void *)piece->start, piece->pages * FIG_PAGE))
		return 0;
	pages_used -= piece->pages;
	*piece = pieces[--used];
	return 1;
}

/* How many pieces the list has as they are; -1 when it has other lines too. */
static int listed(void)
{
	static struct fig_map lines[PIECES + 64];
	int count = 0, found = 0;

	for (const char *line = fig_read(FIG_SELF); line && *line && count < (int)ARRAY_SIZE(lines);
	     line = strchr(line, '\n'), line += line != NULL)
		count += fig_parse(line, &lines[count]);
	for (int i = 0; i < used; i++) {
		int low = 0, high = count;

		/* the list is in the order of addresses */
		while (high - low > 1) {
			int middle = (low + high) / 2;

			if (lines[middle].start <= pieces[i].start)
				low = middle;
			else
				high = middle;
		}
		found += count && lines[low].start == pieces[i].start &&
			 lines[low].end == pieces[i].start + pieces[i].pages * FIG_PAGE;
	}
	return count == base_lines + used ? found : -1;
}

static int steps, wrong_list, wrong_copy, refused;

static void step(int done)
{
	steps++;
	refused += !done;
	wrong_list += listed() != used;
	wrong_copy += fig_mmap_copy() != base_copy + pages_used;
}

TST_CHILD(mapper)
{
	int made = 0, holes = 0;

	fig_settle();
	base_lines = fig_lines(FIG_SELF);
	base_copy = fig_mmap_copy();
	while (made < MAPPINGS || holes < HOLES) {
		struct piece *piece = used ? &pieces[any(used)] : NULL;
		unsigned int what = any(8);

		if (made < MAPPINGS && (what < 4 || !piece)) {
			make();
			made++;
			step(1);
		} else if (piece && what < 7 && holes < HOLES && piece->pages >= 3) {
			step(cut(piece));
			holes++;
		} else if (piece && what == 7) {
			step(drop(piece));
		} else if (made == MAPPINGS && used && what < 2) {
			/* the last holes want a large mapping */
			step(drop(piece));
			make();
			step(1);
		}
	}
	/* half of it goes here, the other half with the process */
	while (used > PIECES / 4)
		step(drop(&pieces[any(used)]));
	TST_EXP_EXPR(refused == 0, "%d of %d calls refused, or content lost", refused, steps);
	TST_EXP_EXPR(wrong_list == 0, "/proc/self/maps was not the model after %d of %d steps", wrong_list, steps);
	TST_EXP_EXPR(wrong_copy == 0, "MmapCopy was not the model's after %d of %d steps", wrong_copy, steps);
}

TST_CHILD(nobody)
{
}

static void run(void)
{
	pid_t pid = tst_spawn(nobody);
	long copy;
	int regions;

	/* what the library allocates for its first child stays */
	SAFE_WAITPID(pid, NULL, 0);
	copy = fig_mmap_copy();
	regions = fig_lines(FIG_REGIONS);
	pid = tst_spawn(mapper);
	TST_EXP_EXITED(pid, 0, "the process that maps");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.forks_child = 1,
};
