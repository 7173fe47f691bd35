// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The core file of a process with threads: registers of each, the one that died first, and of the floating point unit.
 */
#include <pthread.h>
#include "core.h"

static void *sleeper(void *arg)
{
	(void)arg;
	for (;;)
		pause();
	return NULL;
}

TST_CHILD(die)
{
	pthread_t thread;

	for (int i = 0; i < 2; i++)
		pthread_create(&thread, NULL, sleeper, NULL);
	usleep(10000);
	core_die();
}

static void run(void)
{
	const char *note;
	size_t size = 0;
	int nth = -1;
	pid_t pid = tst_spawn(die);

	core_open(pid, SIGABRT);
	core_check_segments();
	core_check_size();
	TST_EXP_EQ_LI(core_note_count(NT_PRSTATUS), 3);
	note = core_note(NT_PRSTATUS, 0, &size, &nth);
	TST_EXP_EXPR(note && nth == 0 && *(int *)(note + 32) == pid, "the thread that died stands first");
	for (int i = 1; i < 3; i++) {
		note = core_note(NT_PRSTATUS, i, &size, &nth);
		TST_EXP_EXPR(note && *(int *)(note + 32) > pid, "thread %d has a pid of its own", i);
	}
	TST_EXP_EXPR(core_note_count(NT_FPREGSET) >= 1, "%d notes of floating point registers, expected one or more",
		     core_note_count(NT_FPREGSET));
	SAFE_CLOSE(core_fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.save_restore = CORE_SAVE_RESTORE,
};
