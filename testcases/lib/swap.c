// SPDX-License-Identifier: GPL-2.0-or-later
/* Files for swap areas. swapon() is ENOSYS without an MMU, so the tests of it end with TCONF. */
#include "lib.h"
#include "lapi/syscalls.h"
#include "tst_kconfig.h"
#include "tse_swap.h"

/* mkswap's header of version 1 (include/linux/swap.h, union swap_header): it fills the first page. */
static void write_header(int fd, unsigned long pages)
{
	const size_t page = getpagesize();
	char *header = SAFE_CALLOC(1, page);
	const uint32_t info[3] = {1, (uint32_t)(pages - 1), 0};

	memcpy(header + 1024, info, sizeof(info));
	memcpy(header + page - 10, "SWAPSPACE2", 10);
	SAFE_PWRITE(1, fd, header, page, 0);
	free(header);
}

int make_swapfile(const char *file, const int lineno, const char *swapfile, unsigned int num, int safe,
		  enum swapfile_method method)
{
	struct statfs st;
	size_t unit = 1024 * 1024;
	int fd, failed;

	if (method == SWAPFILE_BY_BLKS) {
		if (statfs(dirname(strdupa(swapfile)), &st) == 0)
			unit = st.f_bsize;
	}
	fd = open(swapfile, O_RDWR | O_CREAT | O_TRUNC, 0600);
	failed = fd < 0 || tst_fill_fd(fd, 0, unit, num) != 0;
	if (!failed)
		write_header(fd, (unsigned long)(unit * num / getpagesize()));
	if (fd >= 0)
		close(fd);
	if (failed && safe)
		tst_brk_(file, lineno, TBROK | TERRNO, "cannot make the swap file %s", swapfile);
	return failed ? -1 : 0;
}

bool is_swap_supported(const char *filename)
{
	if (syscall(__NR_swapon, "", 0) < 0 && errno == ENOSYS)
		tst_brk(TCONF, "this kernel has no swapon()");
	SAFE_MAKE_SMALL_SWAPFILE(filename);
	if (syscall(__NR_swapon, filename, 0) < 0) {
		if (errno == EPERM || errno == EINVAL)
			tst_brk(TCONF | TERRNO, "this file system cannot hold a swap file");
		tst_res(TFAIL | TERRNO, "swapon(%s)", filename);
		return false;
	}
	if (syscall(__NR_swapoff, filename) < 0)
		tst_brk(TBROK | TERRNO, "swapoff(%s)", filename);
	return true;
}

int tse_count_swaps(void)
{
	FILE *stream = fopen("/proc/swaps", "r");
	char text[512];
	int used = -1;

	if (!stream)
		tst_brk(TCONF | TERRNO, "no swap here: /proc/swaps");
	while (fgets(text, sizeof(text), stream))
		used += strchr(text, '\n') != NULL;
	fclose(stream);
	return used < 0 ? 0 : used;
}

/* include/linux/swap.h, MAX_SWAPFILES: 32 less those kept for migration, poisoned pages, devices and markers. */
int tse_max_swapfiles(void)
{
	int reserved = 1; /* SWP_PTE_MARKER, since 5.19 */

	reserved += tst_kconfig_get("CONFIG_MIGRATION") == 'y' ? 3 : 0;
	reserved += tst_kconfig_get("CONFIG_MEMORY_FAILURE") == 'y';
	reserved += tst_kconfig_get("CONFIG_DEVICE_PRIVATE") == 'y' ? 4 : 0;
	return 32 - reserved;
}
