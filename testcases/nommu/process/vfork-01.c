// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The parent of a vfork child goes on when the child has another program, has ended, or was killed, not
 * before; and it does so every time.
 */
#include "../tiny.h"

static volatile int flag;
static volatile pid_t child;

static void after_exec(void)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	struct tiny_run run;
	char byte;
	int fds[2];
	pid_t pid;

	flag = 0;
	SAFE_PIPE2(fds, O_CLOEXEC);
	TST_VFORK(pid) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 0);
		dup2(null, 1);
		usleep(10000);
		flag = 1;
		execve("./program", argv, envp);
		_exit(TINY_ALIVE);
	}
	TST_EXP_EXPR(flag == 1, "exec: the parent goes on after the child's store");
	SAFE_CLOSE(fds[1]);
	TST_EXP_EXPR(read(fds[0], &byte, 1) == 0, "exec: the child's copy of the pipe was closed by it");
	SAFE_CLOSE(fds[0]);
	TST_EXP_EXITED(pid, TINY_CODE, "exec");

	tiny_start(&run, "./program", argv, envp);
	TST_EXP_EXPR(waitpid(run.pid, NULL, WNOHANG) == 0, "exec: the parent runs while the new program does");
	TST_EXP_EXPR(tiny_stop(&run), "exec: expected exit code %d, it %s", TINY_CODE, tst_strstatus(run.status));
}

static void after_exit(void)
{
	pid_t pid;

	flag = 0;
	TST_VFORK(pid) {
		usleep(10000);
		flag = 1;
		_exit(33);
	}
	TST_EXP_EXPR(flag == 1, "_exit: the parent goes on after the child's store");
	TST_EXP_EXITED(pid, 33, "_exit");
	TST_VFORK(pid) {
		execl("/nowhere", "nowhere", NULL);
		_exit(127);
	}
	TST_EXP_EXITED(pid, 127, "exec that fails");
}

/* A third process, beside the parent in its memory: signals the child once it is there. Raw calls only. */
static int killer(void *unused)
{
	struct timespec moment = {0, 20000000};

	(void)unused;
	while (!child)
		raw_syscall(SYS_nanosleep, (long)&moment, 0, 0, 0, 0, 0);
	raw_syscall(SYS_kill, child, SIGSTOP, 0, 0, 0, 0);
	raw_syscall(SYS_nanosleep, (long)&moment, 0, 0, 0, 0, 0);
	/* 1: the child was stopped, and the parent still slept */
	flag = flag == 0;
	raw_syscall(SYS_kill, child, SIGKILL, 0, 0, 0, 0);
	return 0;
}

static void after_kill(void)
{
	pid_t pid, other;

	flag = 0;
	child = 0;
	other = tst_clone_vm(killer, NULL, 0);
	TST_VFORK(pid) {
		child = getpid();
		for (;;)
			pause();
	}
	TST_EXP_EXPR(flag == 1, "SIGSTOP of the child does not wake the parent, SIGKILL does");
	flag = 2;
	TST_EXP_KILLED(pid, SIGKILL, "killed before exec");
	TST_EXP_EXITED(other, 0, "the process that killed it");
}

static void run(void)
{
	static int good, i;
	int status;
	pid_t pid;

	good = 0;
	after_exec();
	after_exit();
	after_kill();
	for (i = 0; i < 200; i++) {
		flag = 0;
		TST_VFORK(pid) {
			flag = 1;
			_exit(i);
		}
		good += flag == 1 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == i;
	}
	TST_EXP_EXPR(good == 200, "%d of 200 rounds with _exit were right", good);
	TST_EXP_EQ_LI(tiny_rounds("./program", 200, 0, TINY_STATUS(TINY_CODE)), 200);
}

static void setup(void)
{
	struct tiny tiny;

	tiny_init(&tiny);
	tiny_write("program", &tiny);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
