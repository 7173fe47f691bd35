// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Chains of execve(): the program lies under two names; executed with a count it executes the other name with
 * one less, and the last exits with 0. Each step leaves a byte in a pipe. The first step waits until a second
 * pipe is closed, so that all chains of a round run together. For execve05 and execve06.
 */
#ifndef EXEC_CHAIN_H
#define EXEC_CHAIN_H

#define TST_NO_DEFAULT_MAIN
#include "tst_test.h"

#define CHILDREN 5
#define COUNT 10
#define OPTION "--chain"

static const char *const names[] = {"./first", "./second"};
static int steps[2] = {-1, -1}, gate[2] = {-1, -1};

/* What a chain that breaks exits with. */
enum { WRONG_PROGRAM = 11, NO_GATE, NO_STEP, NO_EXEC };

struct link {
	char count[16], steps_fd[16], gate_fd[16];
};

static void exec_link(struct link *link, int name)
{
	char *const argv[] = {(char *)names[name], OPTION, link->count, link->steps_fd, link->gate_fd, NULL};

	execve(names[name], argv, environ);
}

/* A step of the chain, in a new image. */
static int chain_step(char *argv[])
{
	const int count = atoi(argv[2]), steps_fd = atoi(argv[3]), gate_fd = atoi(argv[4]);
	const int name = strcmp(argv[0], names[1]) == 0;
	char exe[PATH_MAX], byte = 's';
	struct link next;
	ssize_t len = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	exe[MAX(len, 0)] = '\0';
	if (strcmp(strrchr(exe, '/') ?: "", &names[name][1]) != 0)
		return WRONG_PROGRAM;
	if (count == COUNT && read(gate_fd, &byte, 1) != 0)
		return NO_GATE;
	if (write(steps_fd, &byte, 1) != 1)
		return NO_STEP;
	if (count == 0)
		return 0;
	snprintf(next.count, sizeof(next.count), "%d", count - 1);
	snprintf(next.steps_fd, sizeof(next.steps_fd), "%d", steps_fd);
	snprintf(next.gate_fd, sizeof(next.gate_fd), "%d", gate_fd);
	exec_link(&next, !name);
	return NO_EXEC;
}

static void begin_round(void)
{
	SAFE_PIPE(steps);
	SAFE_PIPE(gate);
	SAFE_FCNTL(gate[1], F_SETFD, FD_CLOEXEC);
}

/* It waits at the gate. */
static pid_t start_chain(int name)
{
	struct link link;
	pid_t pid;

	snprintf(link.count, sizeof(link.count), "%d", COUNT);
	snprintf(link.steps_fd, sizeof(link.steps_fd), "%d", steps[1]);
	snprintf(link.gate_fd, sizeof(link.gate_fd), "%d", gate[0]);
	TST_VFORK(pid) {
		exec_link(&link, name);
		tst_brk(TBROK | TERRNO, "cannot execute %s", names[name]);
	}
	return pid;
}

static void open_gate(void)
{
	SAFE_CLOSE(gate[1]);
}

/* After the last child: none is left, and every chain has made all of its steps. */
static void end_round(int chains)
{
	static char bytes[1024];
	int status;

	TST_EXP_FAIL2(wait(&status), ECHILD, "no child is left of %d", chains);
	SAFE_CLOSE(steps[1]);
	TST_EXP_VAL(read(steps[0], bytes, sizeof(bytes)), chains * (COUNT + 1), "steps of %d chains", chains);
	SAFE_CLOSE(steps[0]);
	SAFE_CLOSE(gate[0]);
}

static void setup(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		SAFE_CP("/proc/self/exe", names[i]);
		SAFE_CHMOD(names[i], 0755);
	}
}

static struct tst_test test;

int main(int argc, char *argv[])
{
	if (argc == 5 && strcmp(argv[1], OPTION) == 0)
		return chain_step(argv);
	tst_run_tcases(argc, argv, &test);
}

#endif
