/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The guest's init: PID 1 of every boot. It reads one boot spec, runs one program and powers off.
 *
 * Rules of this program, because a hang here is a hang of every case:
 *  - no fork (there is none without an MMU), no malloc, no stdio: memory comes from mmap in a few blocks;
 *  - the only unbounded waits are the two that the host's timeout ends: for the spec to arrive, and for the case to exit;
 *  - nothing is unmounted or synced: all that the guest has is memory, and it goes away with the guest;
 *  - what has to be read after the case is opened before it, so that a case may mount over /proc or fill the
 *    memory without blinding us.
 */
#ifndef GUEST_INIT_H
#define GUEST_INIT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * INIT_TEST builds the same program for a namespace on the host: the channels are fifos in /chan, /dev is a tmpfs
 * (devtmpfs would be the host's own) and exit stands for power off.
 */
#ifdef INIT_TEST
#define CHANNEL_PREFIX "/chan/"
#define DEV_FILE_SYSTEM "tmpfs"
#else
#define CHANNEL_PREFIX "/dev/hostchan"
#define DEV_FILE_SYSTEM "devtmpfs"
#endif

#define CHANNEL_SPEC CHANNEL_PREFIX "0"
#define CHANNEL_FRAMES CHANNEL_PREFIX "1"
#define CHANNEL_RESULT CHANNEL_PREFIX "2"
#define CHANNEL_OUTPUT CHANNEL_PREFIX "3"

/* Where a case finds its result channel; also in its environment as LTP_RESULT_FD. */
#define RESULT_FD 250

enum limits {
	HEADER_MAX = 1024 * 1024, /* bytes of the spec's text; a guest maps at most 4 MiB at once */
	BLOCK_BYTES = 64 * 1024,  /* step of reading and copying */
	NAMED_MAX = 32,           /* leftovers that are named one by one; the count is always whole */
	GRACE_MS = 10,            /* for processes that are already on their way out when the case ends */
	KILL_MS = 1000,           /* for SIGKILL to take effect on all that is left */
	WRITE_MS = 5000,          /* for the host to take our output */
};

/* One `file` line of the spec. */
struct spec_file {
	const char *path;
	size_t bytes;
	mode_t mode;
};

struct spec {
	const char *token;
	const char *id;
	const char *cwd;
	const char *seed; /* hex digits, or NULL */
	char **argv; /* ended by NULL */
	char **envp; /* ended by NULL */
	struct spec_file *files;
	gid_t *groups;
	size_t argc, envc, filec, groupc;
	uid_t uid;
	gid_t gid;
	bool has_uid, has_gid, shell;
};

/* The spec's byte stream: text first, then the files. */
struct stream {
	int fd;
	char *buffer;
	size_t start, end, capacity;
	bool text_done; /* the buffer holds the text, which is in use until power off: data need another one */
};

/* How the case ended, and what it left; see leftovers.c and run.c. */
struct before {
	int proc, mounts, tainted; /* descriptors of /proc, /proc/self/mounts, /proc/sys/kernel/tainted, or -1 */
	unsigned long free_kb;
	long taint;
};

/* A failed step. `what` is a literal or lives as long as the program. */
struct failure {
	const char *what;
	const char *detail;
	int error; /* errno, or 0 */
};

/* memory.c */
void *take(size_t bytes); /* zeroed memory for ever, or NULL */

/* frames.c: lines to the host, gathered until frames_flush(). */
void frames_open(void);
void frames_token(const char *token);
void frame(const char *word);
void put(const char *text);
void put_number(const char *label, long value);
void put_escaped(const char *text);
void frame_end(void);
void frames_flush(void);
void setup_error(const struct failure *failure);
void kernel_log(int level, const char *first, const char *second);
bool write_all(int fd, const char *bytes, size_t count);

/* setup.c: mounts, host name, loopback. */
bool setup_machine(struct failure *failure);
bool is_own_mount(const char *path, unsigned *seen);

/* spec.c, unpack.c */
bool spec_open(struct stream *stream, struct failure *failure);
bool spec_read(struct stream *stream, struct spec *spec, struct failure *failure);
bool unpack_files(struct stream *stream, const struct spec *spec, struct failure *failure);

/* seed.c */
bool seed_parse(const char *text, struct spec *spec);
void seed_random(const struct spec *spec);

/* run.c */
struct run_fds {
	int null, output, result;
};
bool run_open(struct run_fds *fds, const struct spec *spec, struct failure *failure);
pid_t run_start(const struct run_fds *fds, const struct spec *spec, struct failure *failure);
int run_wait(pid_t pid);

/* leftovers.c */
void look_before(struct before *before);
void report_leftovers(const struct before *before);
void report_machine(const struct before *before);
bool has_mmu(void);

/* text.c */
size_t decimal(char *to, unsigned long value);
bool parse_number(const char **text, unsigned base, unsigned long *value);
bool percent_decode(char *text);
const char *error_name(int error);
unsigned long milliseconds(void);

#endif
