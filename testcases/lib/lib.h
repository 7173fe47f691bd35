// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the parts of the library share. One program runs as several processes of the same image:
 *
 *   library  started by init or by hand: checks needs, starts the test process, watches it, writes the TAP
 *   test     setup(), the test functions, cleanup()
 *   child    one named function (tst_spawn)
 *
 * Test and children send each result as one line through a pipe to the library process, at once, so that a crash loses
 * nothing; it alone numbers points. What must be seen by all at any time lies in a shared area: a file on a RAM file
 * system, given its size once while empty (without an MMU only such a file can be mapped shared) and unlinked at once.
 */
#ifndef TST_LIB_H
#define TST_LIB_H

#include <stdbool.h>

#define TST_NO_DEFAULT_MAIN
#include "tst_test.h"

enum tst_role { ROLE_NONE, ROLE_LIBRARY, ROLE_TEST, ROLE_CHILD };

#define FUTEXES 256
#define PATH_BYTES 512
#define ARGS_BYTES 2048

/* The shared area; its second part, TST_SHARED_MAX bytes, belongs to the test. Sizes are whole pages. */
struct shared {
	int32_t lib_pid;
	int32_t test_pid;
	uint32_t results; /* reported so far by anybody; TINFO does not count */
	uint32_t variant;
	uint32_t argc;
	uint32_t taint_mask;
	char args[ARGS_BYTES]; /* the program's arguments, each ended by NUL */
	char exe[PATH_BYTES];
	char tmpdir[PATH_BYTES]; /* "": none */
	char startwd[PATH_BYTES];
	struct {
		char path[64];
		char fs_type[32];
		uint64_t size_mb;
		uint32_t mounted;
		uint32_t overlay; /* mounted by the library */
	} device;
	char cgroups[PATH_BYTES / 2]; /* the directories of cgroup.c, "" for none */
	uint32_t futex[FUTEXES];
};

#define SHARED_LIBRARY_BYTES 8192
#define SHARED_BYTES (SHARED_LIBRARY_BYTES + TST_SHARED_MAX)

struct lib {
	enum tst_role role;
	pid_t pid; /* of this image; another getpid() means: a vfork child or a clone that shares our memory */
	pid_t lib_pid;
	int report_fd; /* write end of the pipe to the library process */
	int lib_report_fd; /* its number there */
	int shared_fd;
	int exe_fd; /* the program itself, for an exec that its path does not allow any more */
	struct shared *shared;
	bool in_cleanup;
};

extern struct lib lib;

/* Descriptors of the library start here: tests count on the low ones. */
#define FD_BASE 240

/* The environment variable that tells an image its role; see context.c. */
#define CONTEXT_ENV "LTP_NOMMU_CONTEXT"

/* context.c */
enum tst_role context_read(void);
void context_create(int argc, char *argv[]);
void context_attach(void);
pid_t context_spawn(char *const argv[], const char *role, const int *fds, int fd_count, int *error);
void context_restore_mask(void);
int move_fd(int fd);

/* res.c */
#define RECORD_BYTES 480
enum record_kind {
	RECORD_PASS = 'P',
	RECORD_FAIL = 'F',
	RECORD_WARN = 'W',
	RECORD_SKIP = 'C',
	RECORD_INFO = 'I',
	RECORD_BROK = 'B',
	RECORD_BRK_SKIP = 'S', /* tst_brk(TCONF): the rest of the test is skipped */
	RECORD_TIMEOUT = 'H',  /* the test's life is now limited to so many ms from here */
	RECORD_END = 'E',      /* the test process came to its end */
};
void record_send(enum record_kind kind, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void vres(const char *file, int line, int ttype, const char *fmt, va_list ap);
void vbrk(const char *file, int line, int ttype, const char *fmt, va_list ap);
void end_image(int code) LTP_ATTRIBUTE_NORETURN;

/* tap.c: the library process only */
void tap_open(void);
void tap_record(char *line);
void tap_bail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int tap_close(void);
bool tap_bailed(void);

/* library.c, testproc.c, child.c */
void library_main(int argc, char *argv[]) LTP_ATTRIBUTE_NORETURN;
void test_main(int argc, char *argv[]) LTP_ATTRIBUTE_NORETURN;
void child_main(int argc, char *argv[]) LTP_ATTRIBUTE_NORETURN;
void run_cleanup(void);
void child_prepare(void);
int test_timeout_ms(void);

/* options.c */
void options_parse(int argc, char *argv[]);
extern unsigned int opt_iterations;
extern float opt_seconds;

/* needs.c: TCONF or TBROK when the machine does not have what the test declares */
void needs_check(void);
void needs_apply(void);

/* The smallest loop device. */
#define DEVICE_SIZE_MB 16

/* files of the library process: tmpdir.c, testfs.c */
bool tmpdir_wanted(void);
void tmpdir_create(void);
void tmpdir_remove(void);
void resources_copy(void);
bool device_wanted(void);
void run_on_devices(void (*run)(void));
void device_release(void);
void device_attach(void);

/* kconfig.c: the first condition that the kernel's configuration does not meet, NULL when it meets all. */
const char *kconfig_unmet(const char *const *conditions);

/* cgroup.c: a group is `path` below each root, of which the last has number n - 1 and NULL comes after it. */
struct tst_cg_group {
	char path[256];
};
const char *cg_root(size_t nr);
const char *cg_root_of(const char *file, int line, const char *name);

void buffers_check(void);
void stack_guard(void);
void stack_check(void);

int64_t now_ms(void);
void sleep_ms(unsigned int ms);
/* Copies what fits and always ends the text. */
void copy_text(char *to, size_t size, const char *from);
const char *base_name(const char *path);
/* "dir/name"; TBROK when there is no room for it. */
void join_path(char *to, size_t size, const char *dir, const char *name);

#endif
