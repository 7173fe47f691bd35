// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * TCSETA sets a terminal's characters and modes while another process has it open, and TCGETA reads them
 * back. -D names the terminal; without it one side of a new pseudo terminal is taken.
 */
#include "tst_test.h"

#include <termios.h>

/* As the kernel has it (include/uapi/asm-generic/termios.h); musl has no such struct. */
#define CHARS 8
struct termio {
	unsigned short c_iflag, c_oflag, c_cflag, c_lflag;
	unsigned char c_line;
	unsigned char c_cc[CHARS]; /* VEOL2 is not among them */
};

#define IN_MODES (BRKINT | IGNPAR | INPCK | ISTRIP | ICRNL | IXON)
#define OUT_MODES (OPOST | ONLCR)
#define LOCAL_MODES (ISIG | ICANON | ECHO)
#define START_CHAR 021 /* control-Q */

static char *device;
static int master = -1, fd = -1;
static struct termio saved;

TST_CHILD(holder)
{
	int tty = SAFE_OPEN(tst_args_str(args, 0), O_RDWR | O_NOCTTY);

	TST_CHECKPOINT_WAKE_AND_WAIT(0);
	SAFE_CLOSE(tty);
}

static void run(void)
{
	struct termio set, got;
	pid_t pid = tst_spawn(holder, tst_arg_str(device));
	int same = 0;

	TST_CHECKPOINT_WAIT(0);
	set = saved;
	memset(set.c_cc, START_CHAR, sizeof(set.c_cc));
	set.c_iflag = IN_MODES;
	set.c_oflag = OUT_MODES;
	set.c_lflag = LOCAL_MODES;
	TST_EXP_PASS(ioctl(fd, TCSETA, &set));
	got = (struct termio){.c_line = 0xff};
	TST_EXP_PASS(ioctl(fd, TCGETA, &got));
	TST_EXP_EQ_LI(got.c_line, 0);
	for (int i = 0; i < CHARS; i++)
		same += got.c_cc[i] == set.c_cc[i];
	TST_EXP_EXPR(same == CHARS, "%d of %d control characters are as set", same, CHARS);
	TST_EXP_EQ_LU(got.c_lflag, LOCAL_MODES);
	TST_EXP_EQ_LU(got.c_iflag, IN_MODES);
	TST_EXP_EQ_LU(got.c_oflag, OUT_MODES);
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(pid, 0, "the process that had the terminal open");
}

static void setup(void)
{
	if (!device) {
		master = SAFE_OPEN("/dev/ptmx", O_RDWR | O_NOCTTY);
		if (grantpt(master) || unlockpt(master))
			tst_brk(TBROK | TERRNO, "pseudo terminal");
		device = ptsname(master);
		if (!device)
			tst_brk(TBROK | TERRNO, "ptsname()");
	}
	fd = SAFE_OPEN(device, O_RDWR | O_NOCTTY);
	SAFE_IOCTL(fd, TCGETA, &saved);
}

static void cleanup(void)
{
	if (fd >= 0) {
		SAFE_IOCTL(fd, TCSETA, &saved);
		SAFE_CLOSE(fd);
	}
	if (master >= 0)
		SAFE_CLOSE(master);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_checkpoints = 1,
	.options =
		(struct tst_option[]){
			{"D:", &device, "terminal to be tried (default: a new pseudo terminal)"},
			{},
		},
};
