// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mkdir() and rmdir() by six processes at once, in the same directory, until SIGTERM: of existing
 * directories, of missing ones, and of directories of their own.
 */
#include "tst_test.h"

#define GROUPS 2
#define DIRS 10
#define RUN_MS 300

enum { EXISTING, MISSING, OWN, KINDS };

static const char *const names[] = {"mkdir() of existing directories", "rmdir() of missing directories",
				    "mkdir() and rmdir() of own directories"};

static volatile sig_atomic_t stop;

static void on_signal(int sig)
{
	(void)sig;
	stop = 1;
}

static char *dir_name(int kind, int group, int i)
{
	static char name[32];

	if (kind == OWN)
		snprintf(name, sizeof(name), "own.%d.%d", group, i);
	else
		snprintf(name, sizeof(name), "%s.%d", kind == EXISTING ? "existing" : "missing", i);
	return name;
}

/* 1 when the answer is right. */
static int one_call(int kind, const char *dir)
{
	errno = 0;
	switch (kind) {
	case EXISTING:
		return mkdir(dir, 0777) == -1 && errno == EEXIST;
	case MISSING:
		return rmdir(dir) == -1 && errno == ENOENT;
	default:
		return mkdir(dir, 0777) == 0 && rmdir(dir) == 0;
	}
}

TST_CHILD(worker)
{
	const int kind = tst_args_int(args, 0), group = tst_args_int(args, 1);
	int calls = 0, wrong = 0;

	SAFE_SIGNAL(SIGTERM, on_signal);
	TST_CHECKPOINT_WAKE(0);
	for (int i = 0; !stop || calls < DIRS; i = (i + 1) % DIRS) {
		calls++;
		if (one_call(kind, dir_name(kind, group, i)))
			continue;
		if (wrong++ == 0)
			tst_res(TINFO | TERRNO, "%s: %s", names[kind], dir_name(kind, group, i));
	}
	TST_EXP_EXPR(calls >= DIRS && wrong == 0, "group %d, %s: %d of %d answers were wrong", group,
		     names[kind], wrong, calls);
}

static void count_entries(int *existing, int *others)
{
	DIR *dir = SAFE_OPENDIR(".");
	struct dirent *entry;

	*existing = *others = 0;
	while ((entry = SAFE_READDIR(dir)) != NULL) {
		if (strncmp(entry->d_name, "existing.", 9) == 0)
			++*existing;
		else if (entry->d_name[0] != '.')
			++*others;
	}
	SAFE_CLOSEDIR(dir);
}

static void run(void)
{
	pid_t pids[GROUPS][KINDS];
	int existing, others;

	for (int i = 0; i < DIRS; i++)
		SAFE_MKDIR(dir_name(EXISTING, 0, i), 0777);
	for (int group = 0; group < GROUPS; group++) {
		for (int kind = 0; kind < KINDS; kind++)
			pids[group][kind] = tst_spawn(worker, tst_arg_int(kind), tst_arg_int(group));
	}
	for (int i = 0; i < GROUPS * KINDS; i++)
		TST_CHECKPOINT_WAIT(0);
	usleep(RUN_MS * 1000);
	for (int i = 0; i < GROUPS * KINDS; i++)
		SAFE_KILL(pids[i / KINDS][i % KINDS], SIGTERM);
	for (int i = 0; i < GROUPS * KINDS; i++)
		TST_EXP_EXITED(pids[i / KINDS][i % KINDS], 0, "%s, after SIGTERM", names[i % KINDS]);
	TST_EXP_FAIL(access("core", F_OK), ENOENT, "a core file");
	count_entries(&existing, &others);
	TST_EXP_EXPR(existing == DIRS && others == 0, "%d of %d existing directories and %d others are there",
		     existing, DIRS, others);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
