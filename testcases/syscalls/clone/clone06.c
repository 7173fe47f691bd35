// SPDX-License-Identifier: GPL-2.0-or-later
/* The child of a clone() sees its parent's environment. */
#include "own_stack.h"

#define NAME "TERM"
#define VALUE "a-terminal-of-clone06"

static int fds[2];

static int child(void *arg)
{
	const char *value = getenv(NAME);
	const long len = value ? strlen(value) : 0;

	(void)arg;
	return value && tst_raw_syscall(SYS_write, fds[1], value, len) == len ? 0 : 1;
}

static void run(unsigned int nr)
{
	char sent[64] = "";
	pid_t pid;

	SAFE_PIPE(fds);
	pid = clone_own_stack(child, memories[nr].flags);
	TST_EXP_EXITED(pid, 0, "%s: child", memories[nr].name);
	SAFE_CLOSE(fds[1]);
	SAFE_READ(0, fds[0], sent, sizeof(sent) - 1);
	SAFE_CLOSE(fds[0]);
	TST_EXP_EXPR(strcmp(sent, VALUE) == 0, "%s: " NAME " in the child: expected %s, got %s",
		     memories[nr].name, VALUE, sent);
}

static void setup(void)
{
	SAFE_SETENV(NAME, VALUE, 1);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(memories),
	.test = run,
	.setup = setup,
};
