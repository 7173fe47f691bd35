// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mremap() changes the size of a mapping in place, down to a page and up to what was allocated for it, and
 * refuses everything else: more than that, another place, and what is not exactly one mapping.
 */
#include "../figures.h"

#define PAGES 4

static char *mem;

static long resize(void *addr, size_t from, size_t to, int flags, void *where)
{
	return syscall(SYS_mremap, addr, from, to, flags, where);
}

/* Success that moves nothing. */
static void fits(size_t from, size_t to, int flags, void *where)
{
	long ret = resize(mem, from * FIG_PAGE, to * FIG_PAGE, flags, where);

	TST_EXP_EXPR(ret == (long)mem, "from %zu pages to %zu, flags %d: expected %p, got 0x%lx", from, to,
		     flags, mem, ret);
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, to * FIG_PAGE, "rw-p"), "/proc/self/maps has %zu pages at %p", to, mem);
}

static void refused(const char *what, void *addr, size_t from, size_t to, int flags, void *where, int err)
{
	TST_EXP_FAIL2(resize(addr, from, to, flags, where), err, "%s", what);
}

static int intact(int pages)
{
	for (int i = 0; i < pages; i++)
		if (fig_not(mem + i * FIG_PAGE, FIG_PAGE, 'a' + i) != -1)
			return 0;
	return 1;
}

static void run(void)
{
	size_t page = FIG_PAGE, len = PAGES * page;
	char *gone = SAFE_MMAP(NULL, page, FIG_RW, FIG_ANON, -1, 0);

	mem = SAFE_MMAP(NULL, len, FIG_RW, FIG_ANON, -1, 0);
	for (int i = 0; i < PAGES; i++)
		memset(mem + i * page, 'a' + i, page);
	SAFE_MUNMAP(gone, page);

	fits(4, 4, 0, NULL);
	fits(4, 2, 0, NULL);
	TST_EXP_EXPR(intact(2), "the 2 pages that are left have their content");
	fits(2, 4, 0, NULL);
	TST_EXP_EXPR(intact(PAGES), "all 4 pages have their content");

	refused("5 pages", mem, len, len + page, 0, NULL, ENOMEM);
	refused("5 pages with MREMAP_MAYMOVE", mem, len, len + page, MREMAP_MAYMOVE, NULL, ENOMEM);
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, len, "rw-p") && intact(PAGES), "the mapping is as it was");

	refused("an old size that is too small", mem, len - page, page, 0, NULL, EINVAL);
	refused("an old size that is too large", mem, len + page, page, 0, NULL, EINVAL);
	refused("an address inside", mem + page, len - page, page, 0, NULL, EINVAL);
	refused("an address that is not mapped", gone, page, page, 0, NULL, EINVAL);
	refused("an address that is no page's", mem + 1, len, page, 0, NULL, EINVAL);
	refused("old size 0", mem, 0, page, 0, NULL, EINVAL);
	refused("new size 0", mem, len, 0, 0, NULL, EINVAL);
	refused("MREMAP_FIXED elsewhere", mem, len, len, MREMAP_MAYMOVE | MREMAP_FIXED, gone, EINVAL);
	fits(4, 4, MREMAP_MAYMOVE | MREMAP_FIXED, mem);
	TST_EXP_EXPR(intact(PAGES), "all 4 pages still have their content");
	TST_EXP_PASS(munmap(mem, len));
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
};
