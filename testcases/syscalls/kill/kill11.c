// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The default action of signals sent by kill(): all of these end the child; some leave a core file, the
 * others do not.
 */
#include "tst_test.h"

static const struct {
	int sig, core;
} rows[] = {
	{SIGHUP, 0}, {SIGINT, 0}, {SIGKILL, 0}, {SIGPIPE, 0}, {SIGALRM, 0}, {SIGQUIT, 1}, {SIGILL, 1},
	{SIGTRAP, 1}, {SIGABRT, 1}, {SIGIOT, 1}, {SIGFPE, 1}, {SIGBUS, 1}, {SIGSEGV, 1}, {SIGSYS, 1},
};

TST_CHILD(sleeper)
{
	const struct rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};

	SAFE_SETRLIMIT(RLIMIT_CORE, &unlimited);
	TST_CHECKPOINT_WAKE(0);
	for (;;)
		pause();
}

static void run(unsigned int nr)
{
	const int sig = rows[nr].sig, core = rows[nr].core;
	const char *name = tst_strsig(sig);
	pid_t pid = tst_spawn(sleeper);
	int status;

	TST_CHECKPOINT_WAIT(0);
	TST_EXP_PASS(kill(pid, sig), "kill(%s)", name);
	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR(WIFSIGNALED(status) && !WIFEXITED(status) && WTERMSIG(status) == sig,
		     "child was ended by %s: %s", name, tst_strstatus(status));
	TST_EXP_EXPR(!!WCOREDUMP(status) == core, "%s: core flag %d, got %d", name, core,
		     !!WCOREDUMP(status));
	TEST(unlink("core"));
	TST_EXP_EXPR((TST_RET == 0) == core, "%s: %s core file, unlink() gave %s", name, core ? "a" : "no",
		     tst_strerrno(TST_ERR));
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
	.save_restore =
		(const struct tst_path_val[]){
			{"/proc/sys/kernel/core_pattern", "core", TST_SR_TCONF},
			{"/proc/sys/kernel/core_uses_pid", "0", TST_SR_TCONF},
			{},
		},
};
