// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The lines of /proc/self/maps: in order, each field what it should be, for files, for deleted files and
 * for the stack.
 */
#define _GNU_SOURCE
#include <sys/sysmacros.h>
#include "../figures.h"

struct line {
	unsigned long start, end;
	unsigned long long offset, inode;
	char perms[8], path[256];
	unsigned int major, minor;
};

/* The whole line must be of the form, with two digits of each half of the device at least. */
static int parse(const char *text, struct line *line)
{
	char again[512], *end = strchrnul(text, '\n');
	int used = 0, len;

	memset(line, 0, sizeof(*line));
	if (sscanf(text, "%lx-%lx %7s %llx %x:%x %llu %n", &line->start, &line->end, line->perms,
		   &line->offset, &line->major, &line->minor, &line->inode, &used) != 7 ||
	    !used)
		return 0;
	if (text + used < end)
		snprintf(line->path, sizeof(line->path), "%.*s", (int)(end - text - used), text + used);
	len = snprintf(again, sizeof(again), "%08lx-%08lx %s %08llx %02x:%02x %llu ", line->start, line->end,
		       line->perms, line->offset, line->major, line->minor, line->inode);
	return strncmp(text, again, len) == 0;
}

static const char *next(const char *text)
{
	const char *end = strchr(text, '\n');

	return end && end[1] ? end + 1 : NULL;
}

static int letters(const char *perms)
{
	return strlen(perms) == 4 && strchr("r-", perms[0]) && strchr("w-", perms[1]) &&
	       strchr("x-", perms[2]) && strchr("pS", perms[3]);
}

static int find(const void *start, struct line *line)
{
	for (const char *text = fig_read(FIG_SELF); text; text = next(text))
		if (parse(text, line) && line->start == (unsigned long)start)
			return 1;
	memset(line, 0, sizeof(*line));
	return 0;
}

static void file_line(const char *what, int fd, void *mem, size_t size, off_t offset, const char *perms,
		      const char *path)
{
	struct line line;
	struct stat st;

	SAFE_FSTAT(fd, &st);
	TST_EXP_EXPR(find(mem, &line) && line.end == (unsigned long)mem + size, "%s: a line of its range",
		     what);
	TST_EXP_EXPR(line.inode == st.st_ino, "%s: inode %llu, fstat() says %llu", what, line.inode,
		     (unsigned long long)st.st_ino);
	TST_EXP_EXPR(makedev(line.major, line.minor) == st.st_dev, "%s: device %02x:%02x, fstat() says %llx",
		     what, line.major, line.minor, (unsigned long long)st.st_dev);
	TST_EXP_EXPR((off_t)line.offset == offset, "%s: offset %llx, expected %llx", what, line.offset,
		     (unsigned long long)offset);
	TST_EXP_EXPR(!strcmp(line.perms, perms), "%s: letters %s, expected %s", what, line.perms, perms);
	TST_EXP_EXPR(!strcmp(line.path, path), "%s: path \"%s\", expected \"%s\"", what, line.path, path);
}

static void all_lines(void)
{
	int lines = 0, good = 0, lettered = 0, aligned = 0, sorted = 0;
	int shared = 0, files = 0, stacks = 0, small = 0, here = 0;
	unsigned long before = 0, local = (unsigned long)&lines;
	struct line line;

	for (const char *text = fig_read(FIG_SELF); text; text = next(text)) {
		lines++;
		good += parse(text, &line);
		lettered += letters(line.perms);
		aligned += line.start < line.end && (line.start | line.end) % FIG_PAGE == 0;
		sorted += line.start >= before;
		before = line.end;
		shared += line.perms[3] == 'S';
		files += line.perms[3] == 'S' && line.inode;
		small += line.perms[3] == 's';
		if (!strcmp(line.path, "[stack]")) {
			stacks++;
			here += local >= line.start && local < line.end;
		}
	}
	TST_EXP_EXPR(lines > 5, "%d lines, expected more than 5", lines);
	TST_EXP_EXPR(good == lines, "%d of %d lines are of the form", good, lines);
	TST_EXP_EXPR(lettered == lines, "%d of %d lines have four letters of rwx- and pS", lettered, lines);
	TST_EXP_EXPR(aligned == lines, "%d of %d lines are whole pages", aligned, lines);
	TST_EXP_EXPR(sorted == lines, "%d of %d lines begin where the one before ends or above", sorted,
		     lines);
	TST_EXP_EXPR(stacks == 1 && here == 1,
		     "%d lines of [stack], %d with the local variable at %lx, expected 1, 1", stacks, here,
		     local);
	TST_EXP_EXPR(shared > 0 && files == shared, "%d lines with the letter S, %d of them of a file",
		     shared, files);
	TST_EXP_EXPR(small == 0, "%d lines with the letter s, expected none", small);
}

static void run(void)
{
	size_t page = FIG_PAGE;
	int shared = fig_ramfs_file("shared", 2), private = fig_ramfs_file("private", 4);
	int gone = fig_ramfs_file("gone", 1);
	void *mem[3], *anon = SAFE_MMAP(NULL, page, FIG_RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	char dir[200], path[256];
	struct line line;

	SAFE_GETCWD(dir, sizeof(dir));
	mem[0] = SAFE_MMAP(NULL, 2 * page, FIG_RW, MAP_SHARED, shared, 0);
	mem[1] = SAFE_MMAP(NULL, 2 * page, FIG_RW, MAP_PRIVATE, private, 2 * page);
	mem[2] = SAFE_MMAP(NULL, page, PROT_READ | PROT_EXEC, MAP_PRIVATE, gone, 0);
	SAFE_UNLINK("gone");
	all_lines();
	snprintf(path, sizeof(path), "%s/shared", dir);
	file_line("shared", shared, mem[0], 2 * page, 0, "rw-S", path);
	snprintf(path, sizeof(path), "%s/private", dir);
	file_line("private", private, mem[1], 2 * page, 2 * page, "rw-p", path);
	snprintf(path, sizeof(path), "%s/gone (deleted)", dir);
	file_line("deleted", gone, mem[2], page, 0, "r-xp", path);
	TST_EXP_EXPR(find(anon, &line) && !strcmp(line.perms, "rw-p") && !line.inode && !line.offset &&
		     !line.path[0], "anonymous shared memory has rw-p, no inode, offset or path");
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
