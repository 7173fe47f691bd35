// SPDX-License-Identifier: GPL-2.0-or-later
/* clone() of a test process cannot be had without an MMU; see tst_child.h. */
#ifndef TST_CLONE_H
#define TST_CLONE_H

#include <stdint.h>

/* Only so that tables of arguments compile. */
struct tst_clone_args {
	uint64_t flags;
	uint64_t exit_signal;
	uint64_t cgroup;
	uint64_t *pidfd;
};

#endif
