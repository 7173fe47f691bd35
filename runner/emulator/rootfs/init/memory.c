// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory that is never given back: one block for the small things, a mapping of its own for each large one. */
#include "init.h"

#include <sys/mman.h>

static void *map(size_t bytes)
{
	void *block = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return block == MAP_FAILED ? NULL : block;
}

void *take(size_t bytes)
{
	static char *block;
	static size_t left;

	bytes = (bytes + 15) & ~(size_t)15;
	if (bytes >= BLOCK_BYTES / 2)
		return map(bytes);
	if (bytes > left) {
		block = map(BLOCK_BYTES);
		left = block == NULL ? 0 : BLOCK_BYTES;
		if (block == NULL)
			return NULL;
	}
	void *taken = block;
	block += bytes;
	left -= bytes;
	return taken;
}
