// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Several processes take memory until there is none. Whom the OOM killer chooses must be able to die: then the others get
 * what was its, or ENOMEM, and all of them end.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/wait.h>
#include "tst_test.h"

#define CHILDREN 20
/* small enough that the allocator would rather have a process killed than fail */
#define BLOCK (16 * 1024)

TST_CHILD(take_all)
{
	while (mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
		;
}

static void run(void)
{
	int i, status, ended = 0;

	for (i = 0; i < CHILDREN; i++)
		tst_spawn(take_all);
	for (i = 0; i < CHILDREN; i++)
		ended += wait(&status) > 0;
	TST_EXP_VAL(ended, CHILDREN, "children that took all memory and ended");
}

static struct tst_test test = {
	.test_all = run,
};
