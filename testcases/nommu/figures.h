// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Figures of memory that the cases compare before and after: MmapCopy, free pages, the lines of /proc/maps
 * and /proc/self/maps, the kernel's log. Read with plain read() into static buffers: nothing here allocates
 * memory.
 */
#ifndef NOMMU_FIGURES_H
#define NOMMU_FIGURES_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include "tst_test.h"

#define FIG_RW (PROT_READ | PROT_WRITE)
#define FIG_ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define FIG_PAGE ((size_t)getpagesize())

static char fig_text[128 * 1024];

static inline const char *fig_read(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t used = 0;
	ssize_t got;

	if (fd < 0)
		tst_brk(TBROK | TERRNO, "open(%s)", path);
	while ((got = read(fd, fig_text + used, sizeof(fig_text) - 1 - used)) > 0)
		used += got;
	if (got < 0)
		tst_brk(TBROK | TERRNO, "read(%s)", path);
	close(fd);
	fig_text[used] = '\0';
	return fig_text;
}

/* The sum of the numbers behind each occurrence of `item` at the start of a word; -1 when there is none. */
static inline long fig_sum(const char *text, const char *item)
{
	long sum = 0;
	int found = 0;

	for (const char *at = text; (at = strstr(at, item)) != NULL; at += strlen(item)) {
		if (at > text && at[-1] != ' ' && at[-1] != '\n')
			continue;
		sum += atol(at + strlen(item));
		found = 1;
	}
	return found ? sum : -1;
}

/* Pages of private mappings: all that mmap() took from the allocator for itself. */
static inline long fig_mmap_copy(void)
{
	long kb = fig_sum(fig_read("/proc/meminfo"), "MmapCopy:");

	if (kb < 0)
		tst_brk(TBROK, "no MmapCopy in /proc/meminfo");
	return kb * 1024 / (long)FIG_PAGE;
}

/*
 * A case's setup: waits until the process that started it, which frees a block of its own behind our back,
 * is done.
 */
static inline void fig_settle(void)
{
	long last = -1;

	for (int same = 0, i = 0; same < 4 && i < 100; i++) {
		long now = fig_mmap_copy();

		same = now == last ? same + 1 : 0;
		last = now;
		usleep(2000);
	}
}

/* Free pages, with those that wait in a processor's list. */
static inline long fig_free(void)
{
	const char *zones = fig_read("/proc/zoneinfo");

	return fig_sum(zones, "nr_free_pages ") + fig_sum(zones, "count:");
}

static inline long fig_slab(void)
{
	const char *zones = fig_read("/proc/zoneinfo");

	return fig_sum(zones, "nr_slab_reclaimable ") + fig_sum(zones, "nr_slab_unreclaimable ");
}

/*
 * Free pages and those of slabs, when the kernel holds none back in its batches: what a leak of pages
 * lowers, and what the bookkeeping of a mapping does not.
 */
static inline long fig_unused(void)
{
	const char *zones;
	int fd = SAFE_OPEN("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC);

	SAFE_WRITE(SAFE_WRITE_ALL, fd, "1", 1);
	SAFE_CLOSE(fd);
	zones = fig_read("/proc/zoneinfo");
	return fig_sum(zones, "nr_free_pages ") + fig_sum(zones, "count:") + fig_sum(zones,
										     "nr_slab_reclaimable ") +
	       fig_sum(zones, "nr_slab_unreclaimable ");
}

/*
 * fig_unused() once it is `wanted` again, or what it is after half a second: some things are freed a moment
 * later.
 */
static inline long fig_unused_again(long wanted)
{
	long now = fig_unused();

	for (int i = 0; i < 50 && now != wanted; i++) {
		usleep(10000);
		now = fig_unused();
	}
	return now;
}

/*
 * fig_unused() once it has been the same for a while: the stack of a process that has ended comes back a
 * moment after the rest. For figures before something in which processes end.
 */
static inline long fig_unused_settled(void)
{
	long last = -1;

	for (int same = 0, i = 0; same < 4 && i < 100; i++) {
		long now = fig_unused();

		same = now == last ? same + 1 : 0;
		last = now;
		usleep(5000);
	}
	return last;
}

/* Checks that not one page is missing of the `before` that fig_unused_settled() found. */
static inline void fig_no_leak(const char *what, long before)
{
	long now = fig_unused();

	for (int i = 0; i < 50 && now < before; i++) {
		usleep(10000);
		now = fig_unused();
	}
	TST_EXP_EXPR(now >= before, "%s: %ld pages were free, now %ld", what, before, now);
}

/* Open files in the whole system. */
static inline long fig_files(void)
{
	return atol(fig_read("/proc/sys/fs/file-nr"));
}

struct fig_map {
	unsigned long start, end, offset, inode;
	char perms[8];
	char path[128];
};

#define FIG_REGIONS "/proc/maps"
#define FIG_SELF "/proc/self/maps"

static inline int fig_parse(const char *line, struct fig_map *map)
{
	map->path[0] = '\0';
	return sscanf(line, "%lx-%lx %7s %lx %*x:%*x %lu %127[^\n]", &map->start, &map->end, map->perms,
		      &map->offset,
		      &map->inode, map->path) >= 5;
}

/*
 * How many lines of the list begin at `start`; the last of them in `map`, which is all 0 when there is none.
 */
static inline int fig_find(const char *list, const void *start, struct fig_map *map)
{
	struct fig_map one;
	int found = 0;

	memset(map, 0, sizeof(*map));
	for (const char *line = fig_read(list); line && *line; line = strchr(line, '\n'),
	     line += line != NULL) {
		if (fig_parse(line, &one) && one.start == (unsigned long)start) {
			*map = one;
			found++;
		}
	}
	return found;
}

/* True when the list has exactly one line of this range and with these letters (NULL: any). */
static inline int fig_has(const char *list, const void *start, size_t len, const char *perms)
{
	struct fig_map map;

	return fig_find(list, start, &map) == 1 && map.end == (unsigned long)start + len &&
	       (!perms || strcmp(map.perms, perms) == 0);
}

/* True when no line of the list begins there. */
static inline int fig_gone(const char *list, const void *start)
{
	struct fig_map map;

	return fig_find(list, start, &map) == 0;
}

static inline int fig_lines(const char *list)
{
	int lines = 0;

	for (const char *at = fig_read(list); *at; at++)
		lines += *at == '\n';
	return lines;
}

/* The first byte that is not `value`, or -1. */
static inline long fig_not(const void *mem, size_t len, unsigned char value)
{
	const unsigned char *byte = mem;

	for (size_t i = 0; i < len; i++)
		if (byte[i] != value)
			return i;
	return -1;
}

/* Leaves bytes behind in memory that is free again. */
static inline void fig_dirty(size_t len, int blocks)
{
	void *mem[16];

	for (int i = 0; i < blocks && i < 16; i++)
		memset(mem[i] = SAFE_MMAP(NULL, len, FIG_RW, FIG_ANON, -1, 0), 0xa5, len);
	for (int i = 0; i < blocks && i < 16; i++)
		SAFE_MUNMAP(mem[i], len);
}

/* The kernel's log since the last fig_log_clear(). */
static inline void fig_log_clear(void)
{
	if (klogctl(5, NULL, 0) < 0)
		tst_brk(TBROK | TERRNO, "cannot clear the kernel's log");
}

static inline const char *fig_log(void)
{
	int got = klogctl(3, fig_text, sizeof(fig_text) - 1);

	if (got < 0)
		tst_brk(TBROK | TERRNO, "cannot read the kernel's log");
	fig_text[got] = '\0';
	return fig_text;
}

/* The system call itself: the C library checks arguments of its own accord. */
static inline void *fig_mmap(void *addr, size_t len, int prot, int flags, int fd, unsigned long off)
{
	return (void *)syscall(SYS_mmap, addr, len, prot, flags, fd, off);
}

/* A file of `pages` pages in ramfs whose memory is in one piece, each page filled with its number + 'a'. */
static inline int fig_ramfs_file(const char *name, int pages)
{
	int fd = SAFE_OPEN(name, O_RDWR | O_CREAT | O_TRUNC, 0600);

	SAFE_FTRUNCATE(fd, pages * FIG_PAGE);
	for (int i = 0; i < pages; i++) {
		memset(fig_text, 'a' + i % 26, FIG_PAGE);
		SAFE_PWRITE(SAFE_WRITE_ALL, fd, fig_text, FIG_PAGE, i * FIG_PAGE);
	}
	return fd;
}

/* Byte `at` of the file. */
static inline int fig_byte(int fd, off_t at)
{
	unsigned char byte = 0;

	SAFE_PREAD(1, fd, &byte, 1, at);
	return byte;
}

#endif
