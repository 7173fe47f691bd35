// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Threads map and unmap at once and never get the same memory; the others run on while one of them waits in
 * vfork(); and an exec from one of them leaves only the new program.
 */
#include <pthread.h>
#include <sched.h>
#include "../tiny.h"
#include "tst_safe_pthread.h"

#define THREADS 4
#define ROUNDS 2000
#define LIVE 8

static char before[32768];

static struct {
	pthread_t thread;
	int good, misaligned, broken;
} worker[THREADS];

/*
 * Up to LIVE mappings at a time, each filled with a number of its own, which must still be there when it
 * goes.
 */
static void *map_rounds(void *arg)
{
	long nr = (long)arg;
	struct {
		unsigned long *mem;
		size_t pages;
	} live[LIVE] = {{NULL, 0}};

	for (int i = 0; i < ROUNDS + LIVE; i++) {
		size_t words, pages = 1 + (i * 7 + nr) % 5;
		int slot = i % LIVE, wrong = 0;
		unsigned long mark;

		if (live[slot].mem) {
			mark = (unsigned long)nr << 32 | (i - LIVE);
			words = live[slot].pages * FIG_PAGE / sizeof(long);
			for (size_t k = 0; k < words; k += 64)
				wrong += live[slot].mem[k] != mark;
			worker[nr].broken += wrong > 0;
			worker[nr].good += munmap(live[slot].mem, live[slot].pages * FIG_PAGE) == 0;
			live[slot].mem = NULL;
		}
		if (i >= ROUNDS)
			continue;
		live[slot].mem = mmap(NULL, pages * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
		live[slot].pages = pages;
		if (live[slot].mem == MAP_FAILED) {
			live[slot].mem = NULL;
			continue;
		}
		worker[nr].misaligned += (unsigned long)live[slot].mem % FIG_PAGE != 0;
		mark = (unsigned long)nr << 32 | i;
		words = pages * FIG_PAGE / sizeof(long);
		for (size_t k = 0; k < words; k += 64)
			live[slot].mem[k] = mark;
		if (i % 50 == 0)
			sched_yield();
	}
	return NULL;
}

static void start_all(void *(*func)(void *))
{
	for (long i = 0; i < THREADS; i++)
		SAFE_PTHREAD_CREATE(&worker[i].thread, NULL, func, (void *)i);
}

static void map_at_once(void)
{
	int good = 0, misaligned = 0, broken = 0;

	memset(worker, 0, sizeof(worker));
	start_all(map_rounds);
	for (int i = 0; i < THREADS; i++) {
		SAFE_PTHREAD_JOIN(worker[i].thread, NULL);
		good += worker[i].good;
		misaligned += worker[i].misaligned;
		broken += worker[i].broken;
	}
	TST_EXP_EQ_LI(good, THREADS * ROUNDS);
	TST_EXP_EXPR(misaligned == 0, "%d mappings did not begin at a page, expected none", misaligned);
	TST_EXP_EXPR(broken == 0, "%d mappings had another's stores in them, expected none", broken);
}

static volatile int count, counting;

static void *count_on(void *unused)
{
	while (counting) {
		count++;
		usleep(500);
	}
	return unused;
}

static void vfork_in_one(void)
{
	static volatile int first, last;
	pthread_t thread;
	pid_t pid;

	counting = 1;
	SAFE_PTHREAD_CREATE(&thread, NULL, count_on, NULL);
	while (!count)
		usleep(500);
	TST_VFORK(pid) {
		first = count;
		usleep(30000);
		last = count;
		_exit(5);
	}
	TST_EXP_EXPR(last >= first + 3, "the other thread ran on while the child was there: from %d to %d",
		     first, last);
	TST_EXP_EXITED(pid, 5, "the child of a thread");
	counting = 0;
	SAFE_PTHREAD_JOIN(thread, NULL);
}

static int program_out, program_in;

static void *exec_here(void *unused)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};

	usleep(5000);
	dup2(program_in, 0);
	dup2(program_out, 1);
	execve("./program", argv, envp);
	_exit(TINY_ALIVE);
	return unused;
}

TST_CHILD(threads_and_exec)
{
	pthread_t thread;

	program_out = tst_args_fd(args, 0);
	program_in = tst_args_fd(args, 1);
	counting = 1;
	for (int i = 0; i < 3; i++)
		SAFE_PTHREAD_CREATE(&thread, NULL, count_on, NULL);
	SAFE_PTHREAD_CREATE(&thread, NULL, exec_here, NULL);
	for (;;)
		pause();
}

static void exec_in_one(void)
{
	unsigned long hello[2] = {0, 0};
	int out[2], in[2], status, lines;
	char path[64];
	struct fig_map map;
	pid_t pid;

	SAFE_PIPE2(in, O_CLOEXEC);
	SAFE_PIPE2(out, O_CLOEXEC);
	pid = tst_spawn(threads_and_exec, tst_arg_fd(out[1]), tst_arg_fd(in[0]));
	SAFE_CLOSE(out[1]);
	SAFE_READ(0, out[0], hello, sizeof(hello));
	TST_EXP_EXPR(hello[0] != 0, "the program that a thread executed runs under the process's id");
	lines = fig_lines(tiny_proc(pid, "maps"));
	TST_EXP_EXPR(lines == 2, "its maps are image and stack: %d lines", lines);
	TST_EXP_EXPR(tiny_map(pid, hello[0], &map) && tiny_map(pid, hello[1], &map) &&
		     !strcmp(map.path, "[stack]"), "its first instruction and its stack lie in them");
	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	TST_EXP_EQ_LI(fig_sum(fig_read(path), "Threads:"), 1);
	SAFE_CLOSE(in[1]);
	SAFE_CLOSE(in[0]);
	SAFE_CLOSE(out[0]);
	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR(status == TINY_STATUS(TINY_CODE), "it ends as it should: %s", tst_strstatus(status));
}

static void run(void)
{
	const char *text;
	long copy;

	/* the first time leaves what the libraries keep */
	exec_in_one();
	start_all(count_on);
	for (int i = 0; i < THREADS; i++)
		SAFE_PTHREAD_JOIN(worker[i].thread, NULL);
	fig_settle();
	text = fig_read(FIG_SELF);
	memcpy(before, text, MIN(strlen(text) + 1, sizeof(before) - 1));
	copy = fig_mmap_copy();
	map_at_once();
	TST_EXP_EXPR(!strcmp(before, fig_read(FIG_SELF)), "the maps are as at the start");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	vfork_in_one();
	TST_EXP_EXPR(!strcmp(before, fig_read(FIG_SELF)), "the maps are as at the start after vfork()");
	exec_in_one();
	fig_settle();
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
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
	.forks_child = 1,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
