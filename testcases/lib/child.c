// SPDX-License-Identifier: GPL-2.0-or-later
/* Children without fork; see tst_child.h. */
#include "lib.h"

#include <sched.h>
#include <sys/syscall.h>

/* All TST_CHILD()s of the program; the linker collects them. */
extern struct tst_child __start_tst_children[] __attribute__((weak));
extern struct tst_child __stop_tst_children[] __attribute__((weak));

/* --- arguments: one argv string each, a letter for the kind and the value; MEM in hexadecimal --------------------- */

static char *encode(const struct tst_arg *arg)
{
	const unsigned char *byte = arg->ptr;
	char *text = NULL;

	switch (arg->kind) {
	case TST_ARG_INT:
	case TST_ARG_FD:
		if (asprintf(&text, "%c%lld", arg->kind == TST_ARG_INT ? 'i' : 'f', arg->num) < 0)
			return NULL;
		return text;
	case TST_ARG_STR:
		if (asprintf(&text, "s%s", (const char *)arg->ptr) < 0)
			return NULL;
		return text;
	case TST_ARG_MEM:
		text = malloc(2 + 2 * arg->num);
		if (!text)
			return NULL;
		text[0] = 'm';
		text[1] = '\0';
		for (long long i = 0; i < arg->num; i++)
			sprintf(text + 1 + 2 * i, "%02x", byte[i]);
		return text;
	default:
		return NULL;
	}
}

static int decode(char *text, struct tst_arg *arg)
{
	unsigned char *byte;
	size_t len;

	switch (*text++) {
	case 'i':
		*arg = (struct tst_arg){.kind = TST_ARG_INT, .num = strtoll(text, NULL, 10)};
		return 0;
	case 'f':
		*arg = (struct tst_arg){.kind = TST_ARG_FD, .num = strtoll(text, NULL, 10)};
		return 0;
	case 's':
		*arg = (struct tst_arg){.kind = TST_ARG_STR, .ptr = text};
		return 0;
	case 'm':
		len = strlen(text) / 2;
		byte = malloc(len + 1);
		if (!byte)
			return -1;
		for (size_t i = 0; i < len; i++) {
			char pair[3] = {text[2 * i], text[2 * i + 1]};

			byte[i] = strtoul(pair, NULL, 16);
		}
		*arg = (struct tst_arg){.kind = TST_ARG_MEM, .num = len, .ptr = byte};
		return 0;
	default:
		return -1;
	}
}

const struct tst_arg *tst_args_get_(const char *file, int line, const struct tst_args *args, int nr,
				    enum tst_arg_kind kind)
{
	static const char *const names[] = {"nothing", "a number", "a descriptor", "a string", "an object"};

	if (nr < 0 || nr >= args->count)
		tst_brk_(file, line, TBROK, "child %s: there is no argument %d, only %d", args->child, nr, args->count);
	if (args->arg[nr].kind != kind)
		tst_brk_(file, line, TBROK, "child %s: argument %d is %s, not %s", args->child, nr,
			 names[args->arg[nr].kind], names[kind]);
	return &args->arg[nr];
}

long long tst_args_int_(const char *file, int line, const struct tst_args *args, int nr)
{
	return tst_args_get_(file, line, args, nr, TST_ARG_INT)->num;
}

const void *tst_args_mem_(const char *file, int line, const struct tst_args *args, int nr, size_t size)
{
	const struct tst_arg *arg = tst_args_get_(file, line, args, nr, TST_ARG_MEM);

	if ((size_t)arg->num != size)
		tst_brk_(file, line, TBROK, "child %s: argument %d has %lld bytes, not %zu", args->child, nr, arg->num,
			 size);
	return arg->ptr;
}

/* --- names of the children spawned last, for messages about their ends --------------------------------------------- */

static struct {
	pid_t pid;
	const char *name;
} spawned[64];
static unsigned int spawns;

static const char *name_of(pid_t pid)
{
	for (size_t i = 0; i < ARRAY_SIZE(spawned); i++) {
		if (spawned[i].pid == pid)
			return spawned[i].name;
	}
	return "process";
}

/* --- spawn -------------------------------------------------------------------------------------------------------- */

pid_t tst_spawn_(const char *file, int line, const struct tst_child *child, const struct tst_arg *args)
{
	int count = 0, fd_count = 0, error = ENOMEM, *fds;
	char **argv, name[64];
	pid_t pid = -1;

	while (args[count].kind != TST_ARG_END)
		count++;
	argv = calloc(count + 3, sizeof(*argv));
	fds = calloc(count + 1, sizeof(*fds));
	if (argv && fds) {
		snprintf(name, sizeof(name), "@%s", child->name);
		argv[0] = lib.shared->exe;
		argv[1] = name;
		for (int i = 0; i < count; i++) {
			if (args[i].kind == TST_ARG_FD)
				fds[fd_count++] = args[i].num;
			argv[2 + i] = encode(&args[i]);
			if (!argv[2 + i])
				goto out;
		}
		pid = context_spawn(argv, "child", fds, fd_count, &error);
	}
out:
	for (int i = 0; argv && argv[1] && i < count; i++)
		free(argv[2 + i]);
	free(argv);
	free(fds);
	if (pid < 0) {
		errno = error;
		tst_brk_(file, line, TBROK | TERRNO, "cannot start child %s", child->name);
	}
	spawned[spawns % ARRAY_SIZE(spawned)].pid = pid;
	spawned[spawns % ARRAY_SIZE(spawned)].name = child->name;
	spawns++;
	return pid;
}

void child_main(int argc, char *argv[])
{
	struct tst_args args = {.child = argc > 1 ? argv[1] + 1 : "", .count = argc - 2};
	struct tst_arg *arg;

	child_prepare();
	arg = calloc(argc, sizeof(*arg));
	if (!arg)
		tst_brk(TBROK | TERRNO, "calloc()");
	args.arg = arg;
	for (int i = 0; i < args.count; i++) {
		if (decode(argv[2 + i], &arg[i]) < 0)
			tst_brk(TBROK, "child %s: argument %d cannot be read", args.child, i);
	}
	for (struct tst_child *child = __start_tst_children; child < __stop_tst_children; child++) {
		if (strcmp(child->name, args.child) != 0)
			continue;
		child->func(&args);
		exit(0);
	}
	tst_brk(TBROK, "there is no child function %s", args.child);
	exit(TBROK);
}

/* --- children in our memory --------------------------------------------------------------------------------------- */

pid_t tst_vforked_(const char *file, int line, pid_t pid)
{
	if (pid < 0)
		tst_brk_(file, line, TBROK | TERRNO, "vfork()");
	return pid;
}

void tst_raise(int sig)
{
	syscall(SYS_tgkill, syscall(SYS_getpid), syscall(SYS_gettid), sig);
}

/* Stacks of tst_clone_vm(): freed when the child has been waited for. */
static struct {
	pid_t pid;
	void *stack;
} clones[64];

static void free_stack(pid_t pid)
{
	for (size_t i = 0; i < ARRAY_SIZE(clones); i++) {
		if (clones[i].stack && clones[i].pid == pid) {
			free(clones[i].stack);
			clones[i].stack = NULL;
		}
	}
}

pid_t tst_clone_vm_(const char *file, int line, int (*func)(void *), void *arg, int flags)
{
	for (size_t i = 0; i < ARRAY_SIZE(clones); i++) {
		char *stack;

		if (clones[i].stack)
			continue;
		stack = malloc(TST_CLONE_STACK);
		if (!stack)
			break;
		clones[i].stack = stack;
		clones[i].pid = clone(func, stack + TST_CLONE_STACK - 64, flags | CLONE_VM | SIGCHLD, arg);
		if (clones[i].pid < 0) {
			free(stack);
			clones[i].stack = NULL;
			tst_brk_(file, line, TBROK | TERRNO, "clone()");
		}
		return clones[i].pid;
	}
	tst_brk_(file, line, TBROK, "no stack for another clone");
	return -1;
}

/* --- their ends --------------------------------------------------------------------------------------------------- */

void tst_reap_children(void)
{
	for (;;) {
		int status;
		pid_t pid = waitpid(-1, &status, __WALL);

		if (pid < 0 && errno == EINTR)
			continue;
		if (pid < 0 && errno == ECHILD)
			return;
		if (pid < 0)
			tst_brk(TBROK | TERRNO, "waitpid(-1)");
		free_stack(pid);
		if (WIFSIGNALED(status))
			tst_brk(TBROK, "child %s (%d) was %s", name_of(pid), pid, tst_strstatus(status));
		switch (WEXITSTATUS(status)) {
		case TPASS:
		case TBROK: /* it has said so itself */
		case TCONF:
			break;
		default:
			tst_brk(TBROK, "child %s (%d) %s", name_of(pid), pid, tst_strstatus(status));
		}
	}
}

int tst_validate_children_(const char *file, int line, unsigned int count)
{
	int failed = 0;

	for (; count > 0; count--) {
		int status;
		pid_t pid = waitpid(-1, &status, __WALL);

		if (pid < 0)
			tst_brk_(file, line, TBROK | TERRNO, "waitpid(-1)");
		free_stack(pid);
		if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
			continue;
		tst_res_(file, line, TFAIL, "child %s (%d) %s", name_of(pid), pid, tst_strstatus(status));
		failed++;
	}
	return failed;
}

int tst_exp_status_(const struct tst_exp *exp, pid_t pid, int code, int sig, const char *fmt, ...)
{
	char what[128], wanted[64];
	int status, ok;
	va_list ap;

	if (fmt[0] == ' ' && fmt[1]) {
		va_start(ap, fmt);
		vsnprintf(what, sizeof(what), fmt + 1, ap);
		va_end(ap);
	} else {
		snprintf(what, sizeof(what), "child %s", exp->call);
	}
	while (waitpid(pid, &status, __WALL) < 0) {
		if (errno != EINTR) {
			tst_brk_(exp->file, exp->line, TBROK | TERRNO, "%s: waitpid(%d)", what, pid);
			return 0;
		}
	}
	free_stack(pid);
	if (sig)
		snprintf(wanted, sizeof(wanted), "killed by %s", tst_strsig(sig));
	else
		snprintf(wanted, sizeof(wanted), "exited with %d", code);
	ok = sig ? WIFSIGNALED(status) && WTERMSIG(status) == sig : WIFEXITED(status) && WEXITSTATUS(status) == code;
	if (ok)
		tst_res_(exp->file, exp->line, TPASS, "%s: %s", what, wanted);
	else
		tst_res_(exp->file, exp->line, TFAIL, "%s: expected %s, got %s", what, wanted, tst_strstatus(status));
	return ok;
}

void *tst_shared(size_t size)
{
	if (size > TST_SHARED_MAX)
		tst_brk(TBROK, "tst_shared(%zu): at most %d bytes", size, TST_SHARED_MAX);
	return (char *)lib.shared + SHARED_LIBRARY_BYTES;
}
