// SPDX-License-Identifier: GPL-2.0-or-later
/* One life of the guest, from the kernel's first program to power off. */
#include "init.h"

#include <fcntl.h>
#include <sys/reboot.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

static void begin(const struct spec *spec)
{
	struct utsname name;

	frame("begin ");
	put_escaped(spec->id);
	frame_end();
	uname(&name);
	frame("uname ");
	put(name.release);
	put(" ");
	put(name.version);
	put_number(" mmu=", has_mmu());
	frame_end();
	frames_flush(); /* now: the case may take the whole guest down */
	kernel_log(1, "begin ", spec->id);
}

static void report_exit(int status)
{
	frame("exit");
	if (WIFSIGNALED(status)) {
		put_number(" signal=", WTERMSIG(status));
		put_number(" core=", WCOREDUMP(status) != 0);
	} else {
		put_number(" code=", WEXITSTATUS(status));
	}
	frame_end();
}

/* False when the case could not be started, with the reason. */
static bool serve(struct stream *stream, struct spec *spec, struct failure *failure)
{
	struct run_fds fds;
	struct before before;

	if (!spec_read(stream, spec, failure))
		return false;
	seed_random(spec);
	if (!unpack_files(stream, spec, failure))
		return false;
	if (!run_open(&fds, spec, failure))
		return false;
	begin(spec);
	look_before(&before);
	pid_t pid = run_start(&fds, spec, failure);
	if (pid < 0)
		return false;
	report_exit(run_wait(pid));
	report_leftovers(&before);
	report_machine(&before);
	return true;
}

static _Noreturn void power_off(void)
{
#ifndef INIT_TEST
	reboot(RB_POWER_OFF);
	reboot((int)RB_HALT_SYSTEM);
	int fd = open("/proc/sysrq-trigger", O_WRONLY | O_CLOEXEC);
	if (fd >= 0)
		(void)!write(fd, "o", 1);
#endif
	_exit(0); /* the kernel panics when PID 1 leaves, and with panic=-1 that is the end as well */
}

int main(void)
{
	struct stream stream = { .fd = -1 };
	struct spec spec = { .id = "-" };
	struct failure failure = { NULL, NULL, 0 };

	bool ready = setup_machine(&failure);
	frames_open();
	if (!ready || !spec_open(&stream, &failure) || !serve(&stream, &spec, &failure))
		setup_error(&failure);
	frame("end");
	frame_end();
	frames_flush();
	kernel_log(1, "end ", spec.id);
	power_off();
}
