// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of read(). O_DIRECT is tried on ext2 on a loop device: RAM file systems do not have it. */
#include "tst_test.h"

#define MNT "mnt"
#define SIZE 4096

static char *aligned, *outside;
static int dir_fd = -1, direct_fd = -1;

static void run(unsigned int nr)
{
	char buf[8];

	switch (nr) {
	case 0:
		TST_EXP_FAIL2(read(-1, buf, sizeof(buf)), EBADF, "read() from descriptor -1");
		break;
	case 1:
		TST_EXP_FAIL2(read(dir_fd, buf, sizeof(buf)), EISDIR, "read() from a directory");
		break;
	case 2:
		TST_EXP_FAIL2(read(direct_fd, outside, SIZE), EFAULT, "read() into a pointer that is mapped nowhere");
		tst_res(TCONF, "read() into a PROT_NONE page: without an MMU it is ordinary memory");
		break;
	case 3:
		TST_EXP_FAIL2(read(direct_fd, aligned, 1), EINVAL, "O_DIRECT read() of 1 byte");
		break;
	case 4:
		TST_EXP_FAIL2(read(direct_fd, aligned + 1, SIZE), EINVAL, "O_DIRECT read() to an odd address");
		break;
	}
}

static void setup(void)
{
	int fd = SAFE_OPEN(MNT "/file", O_RDWR | O_CREAT, 0600);

	aligned = SAFE_MEMALIGN(SIZE, 2 * SIZE);
	memset(aligned, 'x', SIZE);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, aligned, SIZE);
	SAFE_FSYNC(fd);
	SAFE_CLOSE(fd);
	direct_fd = SAFE_OPEN(MNT "/file", O_RDONLY | O_DIRECT);
	dir_fd = SAFE_OPEN(".", O_DIRECTORY);
	outside = tst_get_bad_addr(NULL);
}

static void cleanup(void)
{
	if (direct_fd >= 0)
		SAFE_CLOSE(direct_fd);
	if (dir_fd >= 0)
		SAFE_CLOSE(dir_fd);
	free(aligned);
}

static struct tst_test test = {
	.tcnt = 5,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.mount_device = 1,
	.mntpoint = MNT,
};
