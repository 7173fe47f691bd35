// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Without an MMU a stack that overflows writes over whatever lies below it and nobody notices. So its lowest bytes hold
 * a canary that is looked at when the test ends.
 */
#include "lib.h"

#include <sys/syscall.h>

#define CANARY 0x5ac3b1e7d2f09846ULL
/* Wide, because a frame with a large array touches only some of its bytes. */
#define CANARY_WORDS (8192 / sizeof(uint64_t))

static volatile uint64_t *lowest;

int tst_kernel_is_nommu(void)
{
	static int known = -1;

	/* Length 0 is allowed everywhere; the call exists only with an MMU. */
	if (known < 0)
		known = syscall(SYS_mprotect, 0, 0, 0) < 0 && errno == ENOSYS;
	return known;
}

/* The mapping in /proc/self/maps that holds this function's own frame. */
static uintptr_t stack_start(void)
{
	static char text[4096];
	const uintptr_t here = (uintptr_t)__builtin_frame_address(0);
	int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
	ssize_t len;

	if (fd < 0)
		return 0;
	len = read(fd, text, sizeof(text) - 1);
	close(fd);
	for (char *line = text; len > 0 && line; line = strchr(line, '\n')) {
		unsigned long low, high;

		line += *line == '\n';
		text[len] = '\0';
		if (sscanf(line, "%lx-%lx", &low, &high) == 2 && low <= here && here < high)
			return low;
	}
	return 0;
}

void stack_guard(void)
{
	if (!tst_kernel_is_nommu())
		return;
	lowest = (volatile uint64_t *)stack_start();
	for (size_t i = 0; lowest && i < CANARY_WORDS; i++)
		lowest[i] = CANARY ^ i;
}

void stack_check(void)
{
	for (size_t i = 0; lowest && i < CANARY_WORDS; i++) {
		if (lowest[i] == (CANARY ^ i))
			continue;
		tst_res(TWARN, "the stack was used up to its last 8 KB: it has overflowed, or nearly");
		return;
	}
}
