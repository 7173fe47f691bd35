// SPDX-License-Identifier: GPL-2.0-or-later
/* The file operations of ramfs that are not about mappings: read, write, seek, sync, splice and sendfile. */
#include <sys/sendfile.h>
#include "../figures.h"

#define PAGES 3

static char back[3 * 4096 + 1];

/* All that the pipe has, once it should be `size` bytes. */
static ssize_t drain(int from, size_t size)
{
	size_t used = 0;
	ssize_t got;

	while (used < size && (got = read(from, back + used, size - used)) > 0)
		used += got;
	return used;
}

static int is_file(const char *data)
{
	for (int i = 0; i < PAGES; i++)
		if (fig_not(data + i * FIG_PAGE, FIG_PAGE, 'a' + i) != -1)
			return 0;
	return 1;
}

static void run(void)
{
	size_t page = FIG_PAGE, len = PAGES * page;
	int fd = fig_ramfs_file("file", PAGES), copy = SAFE_OPEN("copy", O_RDWR | O_CREAT, 0600), ends[2];
	off_t offset = 0;
	char *mem;

	SAFE_PIPE(ends);
	TST_EXP_EQ_LI(pread(fd, back, len + 1, 0), len);
	TST_EXP_EXPR(is_file(back), "read has what was written");
	TST_EXP_EQ_LI(pwrite(fd, "x", 1, len), 1);
	TST_EXP_VAL(lseek(fd, 0, SEEK_END), (long)len + 1, "lseek to the end");
	TST_EXP_VAL(lseek(fd, 0, SEEK_HOLE), (long)len + 1, "SEEK_HOLE is the size");
	TST_EXP_VAL(lseek(fd, page, SEEK_DATA), (long)page, "SEEK_DATA is where it was asked");
	TST_EXP_FAIL2(lseek(fd, len + 1, SEEK_DATA), ENXIO, "SEEK_DATA at the end");
	TST_EXP_PASS(fsync(fd));
	TST_EXP_PASS(fdatasync(fd));
	SAFE_FTRUNCATE(fd, len);

	TST_EXP_VAL(splice(fd, &offset, ends[1], NULL, len, 0), (long)len, "splice from the file to a pipe");
	TST_EXP_EQ_LI(offset, len);
	SAFE_FTRUNCATE(copy, len);
	offset = 0;
	TST_EXP_VAL(splice(ends[0], NULL, copy, &offset, len, 0), (long)len, "splice from the pipe to another file");
	mem = SAFE_MMAP(NULL, len, FIG_RW, MAP_SHARED, copy, 0);
	TST_EXP_EXPR(is_file(mem), "a shared mapping of it has the data");
	TST_EXP_EQ_LI(pread(copy, back, len + 1, 0), len);
	TST_EXP_EXPR(is_file(back), "and so has read");
	mem[1] = 'm';
	TST_EXP_EXPR(fig_byte(copy, 1) == 'm', "read has what was stored by the mapping");
	mem[1] = 'a';
	SAFE_MUNMAP(mem, len);

	offset = 0;
	memset(back, 0, sizeof(back));
	TST_EXP_VAL(sendfile(ends[1], copy, &offset, len), (long)len, "sendfile to a pipe");
	TST_EXP_EQ_LI(drain(ends[0], len), len);
	TST_EXP_EXPR(is_file(back), "the pipe has the file's data");
	SAFE_CLOSE(ends[0]);
	SAFE_CLOSE(ends[1]);
	SAFE_CLOSE(copy);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
