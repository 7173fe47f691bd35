// SPDX-License-Identifier: GPL-2.0-or-later
/* getcwd() and the program pwd agree; getcwd() with all kinds of buffers and sizes. */
#include "tst_test.h"

static char buf[PATH_MAX], wanted[PATH_MAX];

/* What pwd prints, without the line's end. */
static void ask_pwd(char *path, int size)
{
	FILE *pipe = popen("/bin/pwd", "r");

	if (!pipe)
		tst_brk(TBROK | TERRNO, "popen(\"/bin/pwd\")");
	if (!fgets(path, size, pipe))
		tst_brk(TBROK | TERRNO, "pwd printed nothing");
	if (pclose(pipe))
		tst_brk(TBROK, "pwd failed");
	path[strcspn(path, "\n")] = '\0';
}

/* With NULL the C library must allocate the string. */
static void allocated(size_t size)
{
	char *path;

	TST_EXP_PASS_PTR_NULL(getcwd(NULL, size), "getcwd(NULL, %zu)", size);
	path = TST_RET_PTR;
	TST_EXP_EQ_STR(path, wanted);
	free(path);
}

static void run(void)
{
	TST_EXP_PASS_PTR_NULL(getcwd(buf, sizeof(buf)), "getcwd(buf, %zu)", sizeof(buf));
	TST_EXP_EXPR(TST_RET_PTR == buf, "returned %p, the buffer is %p", TST_RET_PTR, buf);
	TST_EXP_EQ_STR(buf, wanted);
	TST_EXP_FAIL_PTR_NULL(getcwd(buf, 0), EINVAL, "getcwd(buf, 0)");
	TST_EXP_FAIL_PTR_NULL(getcwd(buf, 1), ERANGE, "getcwd(buf, 1)");
	TST_EXP_FAIL_PTR_NULL(getcwd((char *)-1, sizeof(buf)), EFAULT, "getcwd((char *)-1, %zu)",
			      sizeof(buf));
	allocated(0);
	/* musl's function ignores the size that goes with NULL; the kernel looks at it before the pointer. */
	TST_EXP_FAIL2(syscall(SYS_getcwd, NULL, 1), ERANGE, "system call getcwd(NULL, 1)");
	allocated(BUFSIZ);
}

static void setup(void)
{
	ask_pwd(wanted, sizeof(wanted));
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
	.needs_cmds =
		(const struct tst_cmd[]){
			{.cmd = "pwd"},
			{},
		},
};
