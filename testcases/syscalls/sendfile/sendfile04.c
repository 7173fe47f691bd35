// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sendfile() with the offset where it may not be written. Without an MMU a mapping's protection is none,
 * so the offset in it is read and updated; unmapped memory and addresses outside the guest give EFAULT,
 * and nothing is sent then.
 */
#include "udp.h"

static const struct {
	int prot;
	const char *name;
} rows[] = {
	{PROT_NONE, "PROT_NONE"},
	{PROT_READ, "PROT_READ"},
	{PROT_EXEC, "PROT_EXEC"},
	{PROT_READ | PROT_EXEC, "PROT_READ | PROT_EXEC"},
};

static size_t page;

static void protected(int prot, const char *name)
{
	off_t *offset = SAFE_MMAP(NULL, page, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	TST_EXP_VAL(sendfile(out_fd, in_fd, offset, TEXT_LEN), TEXT_LEN,
		    "sendfile() with the offset in a %s mapping", name);
	TST_EXP_EQ_LI(*(volatile off_t *)offset, TEXT_LEN);
	SAFE_MUNMAP(offset, page);
}

static void unmapped(void)
{
	off_t *offset = SAFE_MMAP(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	SAFE_MUNMAP(offset, page);
	TST_EXP_FAIL2(sendfile(out_fd, in_fd, offset, TEXT_LEN), EFAULT,
		      "sendfile() with the offset in an unmapped page");
}

static void run(void)
{
	char buf[64];

	unmapped();
	TST_EXP_FAIL2(sendfile(out_fd, in_fd, tst_get_bad_addr(NULL), TEXT_LEN), EFAULT,
		      "sendfile() with the offset at a bad address");
	TST_EXP_FAIL2(sendfile(out_fd, in_fd, (void *)-1, TEXT_LEN), EFAULT,
		      "sendfile() with the offset at (void *)-1");
	TST_EXP_FAIL2(recv(receiver_fd, buf, sizeof(buf), MSG_DONTWAIT), EAGAIN, "recv(): nothing was sent");
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		protected(rows[i].prot, rows[i].name);
}

static void setup(void)
{
	page = getpagesize();
	udp_setup();
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = udp_cleanup,
	.needs_tmpdir = 1,
};
