// SPDX-License-Identifier: GPL-2.0-or-later
/* A long list of mappings, read in pieces of all sizes: the text must always be the same. */
#ifndef NOMMU_PROC_LIST_H
#define NOMMU_PROC_LIST_H

#include "../figures.h"

#define LIST_MAPPINGS 150
#define LIST_SIZE (64 * 1024)

static char list_whole[LIST_SIZE], list_again[LIST_SIZE];
static void *list_mem[LIST_MAPPINGS];

static inline void list_fill(void)
{
	for (int i = 0; i < LIST_MAPPINGS; i++)
		list_mem[i] = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
}

static inline void list_empty(void)
{
	for (int i = 0; i < LIST_MAPPINGS; i++)
		SAFE_MUNMAP(list_mem[i], FIG_PAGE);
}

/* The rest of the file in reads of `step` bytes. */
static inline size_t list_rest(int fd, char *to, size_t step)
{
	size_t used = 0;
	ssize_t got;

	while (used < LIST_SIZE && (got = read(fd, to + used, MIN(step, LIST_SIZE - used))) > 0)
		used += got;
	return used;
}

static inline int list_lines(const char *text, size_t size)
{
	int lines = 0;

	for (size_t i = 0; i < size; i++)
		lines += text[i] == '\n';
	return lines;
}

/* How many of our mappings have a line of their own. */
static inline int list_found(const char *path)
{
	int found = 0;

	for (int i = 0; i < LIST_MAPPINGS; i++)
		found += fig_has(path, list_mem[i], FIG_PAGE, "rw-p");
	return found;
}

/* Reads the list in steps of these sizes and compares; the size of the text. */
static inline size_t list_steps(const char *path)
{
	static const size_t steps[] = {LIST_SIZE, 1024, 100, 1};
	size_t whole = 0;

	for (unsigned int i = 0; i < ARRAY_SIZE(steps); i++) {
		int fd = SAFE_OPEN(path, O_RDONLY);
		size_t size = list_rest(fd, i ? list_again : list_whole, steps[i]);

		if (i == 0)
			whole = size;
		TST_EXP_EXPR(size == whole && size > LIST_MAPPINGS * 40 && size < LIST_SIZE &&
			     (!i || !memcmp(list_whole, list_again, size)),
			     "%s in reads of %zu bytes: %zu bytes, %d lines, expected %zu, %d, the same",
			     path, steps[i], size, list_lines(i ? list_again : list_whole, size), whole,
			     list_lines(list_whole, whole));
		SAFE_CLOSE(fd);
	}
	return whole;
}

#endif
