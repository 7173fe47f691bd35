/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The starter owns the lives of the guests of one run. See protocol.ts for
 * the frames it exchanges with the runner.
 */
#ifndef LTP_NOMMU_STARTER_H
#define LTP_NOMMU_STARTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#define PROTOCOL_VERSION	2

#define MAX_GUESTS	256
#define MAX_ARGS	64
#define MAX_FILES	4096
#define MAX_PASS	4

/* A guest's descriptors: 0-2 console, 3 spec, 4-6 channels, 7... passed files. */
#define GUEST_FD_SPEC	3
#define GUEST_FD_PASS	7

#define APPEND		">>"	/* before a passed path */
/* The starter's own descriptors begin here, so that dup2() never hits one. */
#define FIRST_OWN_FD	16

enum channel { CH_KERNEL, CH_FRAMES, CH_RESULT, CH_OUTPUT, CHANNELS };
/* Of each channel: the guest's descriptor, which is also its frame type. */
#define CHANNEL_DIGITS	"1456"

/* frames.c: the two byte streams to and from the runner */

struct request {
	uint32_t id;
	char type;
	char *payload;		/* followed by a NUL that is not counted */
	size_t len;
};

#define OUT_CHUNK	65536	/* the most channel data in one frame */

int in_fill(void);				/* 0 at the end of the stream */
int in_next(struct request *req);		/* 1 one taken, 0 none, -1 garbage */
bool out_is_full(void);				/* no room for a chunk */
unsigned char *out_chunk(void);			/* OUT_CHUNK bytes to read into */
void out_commit(uint32_t id, char type, size_t len);	/* what out_chunk() got */
void out_text(uint32_t id, char type, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
int out_flush(void);				/* 0 empty, 1 more to write, -1 reader gone */

/* request.c: what the runner wants to be started */

struct launch {
	const char *exe;
	const char *args[MAX_ARGS];
	const char *files[MAX_FILES];	/* appended to the spec, in order */
	const char *pass[MAX_PASS];	/* in the guest process fd 7, 8...: to read, after APPEND to write */
	const char *header;
	size_t nargs, nfiles, npass;
	uint64_t timeout_ms, grace_ms, cap_bytes;
	uint64_t as_bytes, fsize_bytes, nofile;	/* limits; 0: none of our own */
	bool tty, keep_user;
	bool fork;		/* from a template, if there can be one */
	bool hold;		/* stopped at its first instruction, for a debugger */
	const char *core_dir;	/* where it may leave a core; NULL: none */
};

/* Returns NULL, or what is wrong with the request. */
const char *launch_parse(struct launch *l, char *payload, size_t len);

/* launch.c: from a request to a running guest */

struct launched {
	pid_t pid;			/* -1: why not is in note */
	int fds[CHANNELS];		/* the read ends */
	bool forked;
	const char *boot_text;		/* what the template's console said, or NULL */
	size_t boot_bytes;
	char note[512];			/* why it was not forked although asked for, or empty */
};

void launch(const struct launch *l, struct launched *result);
pid_t spawn(const struct launch *l, int exe, const int *fds, size_t nfds, const char **step);

/* template.c: kernels that have booted and wait to be copied */

struct template;

/* NULL: there can be none for such a guest, with the reason in why. */
struct template *template_get(const struct launch *l, int exe, const int *pass, const char **why);
/* fds: console, spec, frames, result, output. Returns the pid of the copy, or -1. */
pid_t template_copy(struct template *t, const int fds[CHANNELS + 1]);
const char *template_boot_text(const struct template *t, size_t *bytes);
bool template_is(pid_t pid);
bool template_reap(pid_t pid);

/* starter.c */
extern int tty_fd;		/* the user's terminal, or -1 */
void tty_restore(void);

/* family.c: the starter's descendants, also the ones a guest tried to hide */

#define MAX_CHILDREN	1024
int list_children(pid_t *pids, int max);	/* all direct children, zombies too */

/* guest.c: the table of running guests */

void guests_init(int epoll_fd);
void guest_start(uint32_t id, char *payload, size_t len);
void guest_kill(uint32_t id);
void guest_dump_tasks(uint32_t id);
void guests_kill_all(void);
void guests_read(bool drop);	/* channel data that is ready; drop: nobody reads it any more */
void guests_reap(void);		/* after SIGCHLD */
void guests_tick(void);		/* deadlines, and guests that are through */
int guests_timeout(void);	/* ms to the next deadline, -1 for never */
int guests_count(void);
int guests_epoll_fd(void);	/* readable when a channel is */

#endif
