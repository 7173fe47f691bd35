// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An empty file that cannot be given its memory stays an empty file, and gets it when there is some.
 */
#include "../figures.h"

#define SIZE (2L << 20)
#define MOST 256
#define CHUNK ((size_t)1 << 20)

static const char *name(int nr)
{
	static char text[16];

	snprintf(text, sizeof(text), "file%d", nr);
	return text;
}

/*
 * Leaves 2 MiB for the kernel's small needs that no file can have: each half is free between blocks that are not.
 */
static void reserve(void)
{
	void *chunks[4];

	for (unsigned int i = 0; i < ARRAY_SIZE(chunks); i++)
		chunks[i] = SAFE_MMAP(NULL, CHUNK, FIG_RW, FIG_ANON, -1, 0);
	SAFE_MUNMAP(chunks[0], CHUNK);
	SAFE_MUNMAP(chunks[2], CHUNK);
}

static void run(void)
{
	struct stat st;
	int fd = -1, nr, ret = 0, err = 0;
	char *mem;

	reserve();
	for (nr = 0; nr < MOST; nr++) {
		fd = SAFE_OPEN(name(nr), O_RDWR | O_CREAT | O_EXCL, 0600);
		ret = ftruncate(fd, SIZE);
		err = errno;
		if (ret)
			break;
		SAFE_CLOSE(fd);
	}
	TST_EXP_EXPR(ret == -1 && err == ENOMEM, "file %d of 2 MiB: expected ENOMEM, got %s", nr,
		     tst_strerrno(ret ? err : 0));
	SAFE_FSTAT(fd, &st);
	TST_EXP_EQ_LI(st.st_size, 0);
	TST_EXP_EQ_LI(st.st_blocks, 0);
	while (nr > 0)
		SAFE_UNLINK(name(--nr));
	TST_EXP_PASS(ftruncate(fd, SIZE), "the same file when the others are gone");
	mem = mmap(NULL, SIZE, FIG_RW, MAP_SHARED, fd, 0);
	TST_EXP_EXPR(mem != MAP_FAILED && fig_not(mem, SIZE, 0) == -1,
		     "a shared mapping of it: expected zeroes, got %s",
		     mem == MAP_FAILED ? tst_strerrno(errno) : "a mapping");
	if (mem != MAP_FAILED)
		SAFE_MUNMAP(mem, SIZE);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
