// SPDX-License-Identifier: GPL-2.0-or-later
/* Swap areas: no kernel without an MMU has them, so tests are TCONF; files for them can be made. */
#ifndef TSE_SWAP_H
#define TSE_SWAP_H

#include <stdbool.h>

#include "lapi/swap.h"

enum swapfile_method { SWAPFILE_BY_SIZE, SWAPFILE_BY_BLKS };

#define MINIMAL_SWAP_SIZE_MB 1

/* A file of num megabytes, or blocks of the file system, with a swap area's header; 0, or -1 (TBROK when safe). */
int make_swapfile(const char *file, const int lineno, const char *swapfile, unsigned int num, int safe,
		  enum swapfile_method method);
#define MAKE_SWAPFILE_SIZE(swapfile, size) make_swapfile(__FILE__, __LINE__, swapfile, size, 0, SWAPFILE_BY_SIZE)
#define MAKE_SWAPFILE_BLKS(swapfile, blocks) make_swapfile(__FILE__, __LINE__, swapfile, blocks, 0, SWAPFILE_BY_BLKS)
#define MAKE_SMALL_SWAPFILE(swapfile) MAKE_SWAPFILE_SIZE(swapfile, MINIMAL_SWAP_SIZE_MB)
#define SAFE_MAKE_SWAPFILE_SIZE(swapfile, size) make_swapfile(__FILE__, __LINE__, swapfile, size, 1, SWAPFILE_BY_SIZE)
#define SAFE_MAKE_SWAPFILE_BLKS(swapfile, blocks) \
	make_swapfile(__FILE__, __LINE__, swapfile, blocks, 1, SWAPFILE_BY_BLKS)
#define SAFE_MAKE_SMALL_SWAPFILE(swapfile) SAFE_MAKE_SWAPFILE_SIZE(swapfile, MINIMAL_SWAP_SIZE_MB)

/* TCONF where swapon() does not exist; else whether the file can be swapped to. */
bool is_swap_supported(const char *filename);
/* Areas in use, and how many there may be. */
int tse_count_swaps(void);
int tse_max_swapfiles(void);
#define tst_count_swaps tse_count_swaps
#define tst_max_swapfiles tse_max_swapfiles

#endif
