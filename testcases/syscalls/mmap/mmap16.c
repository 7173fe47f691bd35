// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A write to a shared mapping of a file on a full disk must not get lost. Without an MMU the way there is
 * closed twice: a disk's file cannot be mapped shared (ENODEV), and a shared mapping cannot be given
 * another size (EPERM).
 */
#define _GNU_SOURCE
#include "tst_test.h"

#define MOUNT_POINT "mnt"
#define BLOCK 1024

static size_t page;
static int disk_fd = -1, ram_fd = -1;

static void run(void)
{
	char *map;

	TST_EXP_FAIL_PTR_VOID(mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_SHARED, disk_fd, 0), ENODEV,
			      "mmap() MAP_SHARED of a file on ext2 with blocks of %d bytes", BLOCK);

	map = SAFE_MMAP(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_SHARED, ram_fd, 0);
	TST_EXP_FAIL_PTR_VOID(mremap(map, BLOCK, 2 * page, 0), EPERM,
			      "mremap() of a shared file mapping from one block to two pages");
	SAFE_MUNMAP(map, BLOCK);

	tst_res(TCONF, "SIGBUS for a write behind the blocks of a full disk: no page fault without an MMU");
}

static void setup(void)
{
	page = getpagesize();
	disk_fd = SAFE_OPEN(MOUNT_POINT "/file", O_RDWR | O_CREAT, 0600);
	SAFE_FTRUNCATE(disk_fd, BLOCK);
	ram_fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_FTRUNCATE(ram_fd, BLOCK);
}

static void cleanup(void)
{
	if (disk_fd >= 0)
		SAFE_CLOSE(disk_fd);
	if (ram_fd >= 0)
		SAFE_CLOSE(ram_fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.mount_device = 1,
	.mntpoint = MOUNT_POINT,
	.dev_min_size = 4,
	.filesystems = (struct tst_fs[]){
		{.type = "ext2"},
		{},
	},
};
