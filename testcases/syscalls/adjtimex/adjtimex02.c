// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors of adjtimex(): a bad pointer, a tick out of range, setting without the right. An offset out of range
 * was an error until Linux 2.6.25; since then it is cut to half a second, which is checked in its place.
 */
#include "tst_test.h"

#define MAX_OFFSET_US 500000
#define TOO_FAR_US 512001

static struct timex saved;
static long hz;
static uid_t nobody;

static void bad_pointer(void)
{
	TST_EXP_FAIL2(syscall(SYS_adjtimex, (void *)-1), EFAULT, "adjtimex((void *)-1)");
}

static void tick(long value, const char *name)
{
	struct timex clock = {.modes = ADJ_TICK, .tick = value};

	TST_EXP_FAIL2(adjtimex(&clock), EINVAL, "tick %ld, %s", value, name);
}

static void ticks(void)
{
	tick(900000 / hz - 1, "one below the range");
	tick(1100000 / hz + 1, "one above the range");
}

/* The offset is used, and shrinks, while the clock runs; so its size is a range. */
static void offset(long value)
{
	struct timex clock = {.modes = ADJ_OFFSET | ADJ_STATUS, .offset = value, .status = STA_PLL};
	const int sign = value < 0 ? -1 : 1;

	TST_EXP_POSITIVE(adjtimex(&clock), "offset %ld: accepted", value);
	clock.modes = 0;
	if (adjtimex(&clock) < 0)
		tst_brk(TBROK | TERRNO, "adjtimex() to read");
	TST_EXP_EXPR(sign * clock.offset > 0 && sign * clock.offset <= MAX_OFFSET_US,
		     "offset %ld: cut to at most %d us, got %ld", value, MAX_OFFSET_US, clock.offset);
}

static void offsets(void)
{
	offset(TOO_FAR_US);
	offset(-TOO_FAR_US);
}

static void no_right(void)
{
	struct timex clock = saved;

	clock.modes = ADJ_TICK | ADJ_MAXERROR;
	SAFE_SETEUID(nobody);
	TST_EXP_FAIL2(adjtimex(&clock), EPERM, "setting as nobody");
	SAFE_SETEUID(0);
}

static void (*const parts[])(void) = {bad_pointer, ticks, offsets, no_right};

static void run(unsigned int nr)
{
	parts[nr]();
}

static void setup(void)
{
	hz = SAFE_SYSCONF(_SC_CLK_TCK);
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	if (adjtimex(&saved) < 0)
		tst_brk(TBROK | TERRNO, "adjtimex() to read");
}

static void cleanup(void)
{
	struct timex clock = {.modes = ADJ_OFFSET | ADJ_STATUS, .offset = 0, .status = STA_PLL};

	if (adjtimex(&clock) < 0)
		tst_res(TWARN | TERRNO, "cannot take the offset away");
	saved.modes = ADJ_STATUS | ADJ_FREQUENCY | ADJ_TICK;
	if (adjtimex(&saved) < 0)
		tst_res(TWARN | TERRNO, "cannot restore the clock's parameters");
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(parts),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
};
