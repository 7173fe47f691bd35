// SPDX-License-Identifier: GPL-2.0-or-later
/* A block device for the test: a loop device over a file in the temporary directory. */
#ifndef TST_DEVICE_H
#define TST_DEVICE_H

#include <stdint.h>
#include <unistd.h>
#include <sys/mount.h>

struct tst_device {
	const char *dev;
	const char *fs_type;
	int is_mounted;
	uint64_t size; /* MB */
};

extern struct tst_device *tst_device;

int tst_umount(const char *path);
int tst_is_mounted(const char *path);
int tst_is_mounted_ro(const char *path);
int tst_is_mounted_rw(const char *path);
int tst_is_mounted_at_tmpdir(const char *path);
int tst_clear_device(const char *dev);
int tst_find_free_loopdev(char *path, size_t path_len);
int tst_attach_device(const char *dev_path, const char *file_path);
int tst_detach_device(const char *dev_path);
uint64_t tst_get_device_size(const char *dev_path);
/* Closes the descriptor too: the file stays attached while the device is open. */
int tst_detach_device_by_fd(const char *dev_path, int *dev_fd);
int tst_dev_sync(int fd);
/* Bytes written to the device since the last call. */
unsigned long tst_dev_bytes_written(const char *dev);
/* The block device that a path lies on. */
void tst_find_backing_dev(const char *path, char *dev, size_t dev_size);
int tst_dev_block_size(const char *path);
/* MB, and the file behind it. */
const char *tst_acquire_loop_device(unsigned int size, const char *filename);
#define tst_acquire_device(size) tst_acquire_device_(size)
const char *tst_acquire_device_(unsigned int size);
int tst_release_device(const char *dev);

/* What to do when the value cannot be saved or restored. */
enum tst_sr_flags {
	TST_SR_TBROK_MISSING = 0x0,
	TST_SR_TCONF_MISSING = 0x1,
	TST_SR_SKIP_MISSING = 0x2,
	TST_SR_TBROK_RO = 0x0,
	TST_SR_TCONF_RO = 0x4,
	TST_SR_SKIP_RO = 0x8,
	TST_SR_IGNORE_ERR = 0x10,
};
#define TST_SR_TBROK (TST_SR_TBROK_MISSING | TST_SR_TBROK_RO)
#define TST_SR_TCONF (TST_SR_TCONF_MISSING | TST_SR_TCONF_RO)
#define TST_SR_SKIP (TST_SR_SKIP_MISSING | TST_SR_SKIP_RO)

/* In struct tst_test.save_restore: the file's value is kept, `val` written when it is not NULL, and put back at the end. */
struct tst_path_val {
	const char *path;
	const char *val;
	unsigned int flags;
};

#endif
