// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * waitpid() for a child that ends itself by a signal gives its pid and the signal, whether it left a core
 * file, and no exit code.
 */
#include "tst_test.h"

static const struct {
	int sig, core;
} rows[] = {
	{SIGHUP, 0}, {SIGINT, 0}, {SIGQUIT, 1}, {SIGILL, 1}, {SIGTRAP, 1}, {SIGABRT, 1},
	{SIGFPE, 1}, {SIGKILL, 0}, {SIGSEGV, 1}, {SIGPIPE, 0}, {SIGALRM, 0}, {SIGTERM, 0},
};

TST_CHILD(suicidal)
{
	const struct rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};

	SAFE_SETRLIMIT(RLIMIT_CORE, &unlimited);
	SAFE_KILL(getpid(), tst_args_int(args, 0));
	tst_res(TFAIL, "the child lives after its signal");
}

static void run(unsigned int nr)
{
	const int sig = rows[nr].sig, core = rows[nr].core;
	const char *name = tst_strsig(sig);
	pid_t pid = tst_spawn(suicidal, tst_arg_int(sig));
	int status;

	TST_EXP_VAL(waitpid(pid, &status, 0), pid, "waitpid() for a child that sent itself %s", name);
	TST_EXP_EXPR(WIFSIGNALED(status) && WTERMSIG(status) == sig, "child was ended by %s: %s", name,
		     tst_strstatus(status));
	TST_EXP_EXPR(!!WCOREDUMP(status) == core, "%s: core flag %d, got %d", name, core,
		     !!WCOREDUMP(status));
	TST_EXP_EXPR(WEXITSTATUS(status) == 0, "%s: the exit code is 0: %d", name, WEXITSTATUS(status));
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.needs_tmpdir = 1,
	.save_restore =
		(const struct tst_path_val[]){
			{"/proc/sys/kernel/core_pattern", "core", TST_SR_TCONF},
			{"/proc/sys/kernel/core_uses_pid", "0", TST_SR_TCONF},
			{},
		},
};
