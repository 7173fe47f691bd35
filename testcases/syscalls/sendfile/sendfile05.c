// SPDX-License-Identifier: GPL-2.0-or-later
/* sendfile() from offset -1 gives EINVAL. */
#include "udp.h"

static void run(void)
{
	off_t offset = -1;

	TST_EXP_FAIL2(sendfile(out_fd, in_fd, &offset, TEXT_LEN), EINVAL, "sendfile() from offset -1");
}

static struct tst_test test = {
	.test_all = run,
	.setup = udp_setup,
	.cleanup = udp_cleanup,
	.needs_tmpdir = 1,
};
