// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * madvise() is not built without an MMU: every call gives ENOSYS, before any argument is looked at. The rows are those
 * that give EINVAL or ENOMEM with one, on mappings of the same kinds.
 */
#include "tst_test.h"

#ifndef MADV_FREE
#define MADV_FREE 8
#endif
#ifndef MADV_WIPEONFORK
#define MADV_WIPEONFORK 18
#endif

#define PAGES 4

static char *shared_file, *private_file, *anonymous, *shared_anonymous;
static size_t page;

static const struct {
	char **map;
	size_t offset;
	int advice;
	const char *name;
} rows[] = {
	{&anonymous, 100, MADV_NORMAL, "MADV_NORMAL, address not on a page border"},
	{&anonymous, 0, 1212, "advice 1212"},
	{&shared_file, 0, MADV_REMOVE, "MADV_REMOVE of a read-only shared file mapping"},
	{&anonymous, 0, MADV_DONTNEED, "MADV_DONTNEED of a range to be locked"},
	{&shared_file, 0, MADV_MERGEABLE, "MADV_MERGEABLE without KSM"},
	{&shared_file, 0, MADV_UNMERGEABLE, "MADV_UNMERGEABLE without KSM"},
	{&private_file, 0, MADV_NORMAL, "MADV_NORMAL beyond the mapping's end"},
	{&private_file, 0, MADV_WILLNEED, "MADV_WILLNEED beyond the mapping's end"},
	{&anonymous, 0, MADV_WILLNEED, "MADV_WILLNEED of anonymous memory"},
	{&shared_file, 0, MADV_FREE, "MADV_FREE of a file mapping"},
	{&shared_file, 0, MADV_WIPEONFORK, "MADV_WIPEONFORK of a shared file mapping"},
	{&shared_anonymous, 0, MADV_WIPEONFORK, "MADV_WIPEONFORK of a shared anonymous mapping"},
	{&private_file, 0, MADV_WIPEONFORK, "MADV_WIPEONFORK of a private file mapping"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(madvise(*rows[nr].map + rows[nr].offset, (PAGES + 1) * page, rows[nr].advice), ENOSYS, "%s",
		     rows[nr].name);
}

/* A file of its own each: mapped twice, one would have the same address twice and could be unmapped only once. */
static char *map_file(const char *name, int flags)
{
	int fd = SAFE_OPEN(name, O_RDWR | O_CREAT, 0600);
	char *map;

	SAFE_FTRUNCATE(fd, PAGES * page); /* sized while empty: only so can it be mapped shared */
	map = SAFE_MMAP(NULL, PAGES * page, PROT_READ, flags, fd, 0);
	SAFE_CLOSE(fd);
	return map;
}

static void setup(void)
{
	page = getpagesize();
	shared_file = map_file("shared", MAP_SHARED);
	private_file = map_file("private", MAP_PRIVATE);
	anonymous = SAFE_MMAP(NULL, PAGES * page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	shared_anonymous = SAFE_MMAP(NULL, PAGES * page, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static void cleanup(void)
{
	char *maps[] = {shared_file, private_file, anonymous, shared_anonymous};

	for (size_t i = 0; i < ARRAY_SIZE(maps); i++) {
		if (maps[i])
			SAFE_MUNMAP(maps[i], PAGES * page);
	}
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
