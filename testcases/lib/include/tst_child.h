// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Children without fork. README.md shows each way with an example.
 *
 *  tst_spawn()    a named function in a fresh process: the program runs itself again (vfork, exec). The usual way.
 *  TST_VFORK()    a block in a vfork child: shares the parent's memory and stops it until the block ends.
 *  tst_clone_vm() a function on a stack of its own that runs beside the parent, in the parent's memory.
 *
 * Results reported by any of them count; tst_reap_children() (called after each test function) waits for all.
 */
#ifndef TST_CHILD_H
#define TST_CHILD_H

#include <signal.h>
#include <stddef.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tst_test_macros.h"

enum tst_arg_kind { TST_ARG_END, TST_ARG_INT, TST_ARG_FD, TST_ARG_STR, TST_ARG_MEM };

/* One argument of a spawned child. */
struct tst_arg {
	enum tst_arg_kind kind;
	long long num;	  /* INT, FD; size of a MEM */
	const void *ptr;  /* STR, MEM */
};

/* A number of up to 64 bits. */
#define tst_arg_int(value) ((struct tst_arg){.kind = TST_ARG_INT, .num = (long long)(value)})
/* A descriptor: stays open in the child even when it is close-on-exec. */
#define tst_arg_fd(fd) ((struct tst_arg){.kind = TST_ARG_FD, .num = (fd)})
/* A string, any bytes. */
#define tst_arg_str(str) ((struct tst_arg){.kind = TST_ARG_STR, .ptr = (str)})
/* A copy of an object, for example a struct flock. It must hold no pointers. */
#define tst_arg_mem(ptr_, size) ((struct tst_arg){.kind = TST_ARG_MEM, .num = (size), .ptr = (ptr_)})

/* What the child got. A wrong index, kind or size is TBROK: caller and child do not fit. */
struct tst_args {
	const char *child; /* name of the child function */
	int count;
	const struct tst_arg *arg;
};

#define tst_args_int(args, nr) tst_args_int_(__FILE__, __LINE__, args, nr)
#define tst_args_fd(args, nr) ((int)tst_args_get_(__FILE__, __LINE__, args, nr, TST_ARG_FD)->num)
#define tst_args_str(args, nr) ((const char *)tst_args_get_(__FILE__, __LINE__, args, nr, TST_ARG_STR)->ptr)
#define tst_args_mem(args, nr, size) tst_args_mem_(__FILE__, __LINE__, args, nr, size)
long long tst_args_int_(const char *file, int line, const struct tst_args *args, int nr);
const void *tst_args_mem_(const char *file, int line, const struct tst_args *args, int nr, size_t size);
const struct tst_arg *tst_args_get_(const char *file, int line, const struct tst_args *args, int nr,
				    enum tst_arg_kind kind);

struct tst_child {
	const char *name;
	void (*func)(const struct tst_args *args);
};

/*
 * Defines a child function: TST_CHILD(reader) { int fd = tst_args_fd(args, 0); … }
 * Use TST_CHILD_DECLARE(reader); before the definition where the parent stands first.
 */
#define TST_CHILD_DECLARE(name_)                               \
	static void name_(const struct tst_args *args);        \
	static struct tst_child name_##_child
#define TST_CHILD(name_)                                                                             \
	TST_CHILD_DECLARE(name_);                                                                    \
	static struct tst_child name_##_child __attribute__((section("tst_children"), used)) = {     \
		.name = #name_,                                                                      \
		.func = name_,                                                                       \
	};                                                                                           \
	static void name_(const struct tst_args *args __attribute__((unused)))

/* Starts the child function with these arguments; its pid. It ends with exit code 0 when the function returns. */
#define tst_spawn(name_, ...)                                                                    \
	tst_spawn_(__FILE__, __LINE__, &name_##_child, (const struct tst_arg[]){                 \
		__VA_ARGS__ __VA_OPT__(,) {.kind = TST_ARG_END}})
pid_t tst_spawn_(const char *file, int line, const struct tst_child *child, const struct tst_arg *args);

/*
 * TST_VFORK(pid) { … }: the block is the child and ends it with exit code 0; the parent, stopped until then, goes on
 * behind it. The block may make system calls and report results. It must not return, break, goto out, call exit(),
 * raise() or abort(), take a lock, or start a thread. What it changes in memory (errno, TST_RET too) is changed for the
 * parent; descriptors, cwd, ids, limits, mask and handlers are its own.
 */
#define TST_VFORK(pid) \
	if (((pid) = tst_vforked_(__FILE__, __LINE__, vfork())) == 0) \
		for (;; _exit(0))
pid_t tst_vforked_(const char *file, int line, pid_t pid);

/* raise() for vfork children and tst_clone_vm(): the C library's own thinks it is still the parent. */
void tst_raise(int sig);

/*
 * Runs func(arg) as a process beside the caller, in its memory, on a stack of its own; CLONE_VM and SIGCHLD are added to
 * flags. The value returned is the exit code. errno and everything else of the C library is shared with the caller: use
 * raw_syscall() where that matters. Returns the pid.
 */
#define tst_clone_vm(func, arg, flags) tst_clone_vm_(__FILE__, __LINE__, func, arg, flags)
pid_t tst_clone_vm_(const char *file, int line, int (*func)(void *), void *arg, int flags);
#define TST_CLONE_STACK 65536

/*
 * Waits for a child and reports how it ended: one check, one line.
 *  TST_EXP_EXITED(pid, 0);  TST_EXP_KILLED(pid, SIGKILL, "child in pause()");
 */
#define TST_EXP_EXITED(pid, code, ...) \
	TST_EXP_DO_(tst_exp_status_(TST_EXP_AT_(0, #pid), pid, code, 0, " " __VA_ARGS__))
#define TST_EXP_KILLED(pid, sig, ...) \
	TST_EXP_DO_(tst_exp_status_(TST_EXP_AT_(0, #pid), pid, 0, sig, " " __VA_ARGS__))
int tst_exp_status_(const struct tst_exp *exp, pid_t pid, int code, int sig, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/*
 * Memory that all processes of the test share: size bytes, zero at first, always the same ones. For flags and counters
 * that a child must hand back while it runs (results need no such thing).
 */
void *tst_shared(size_t size);
#define TST_SHARED_MAX 4096

#endif
