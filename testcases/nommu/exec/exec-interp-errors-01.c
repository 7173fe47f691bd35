// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Interpreters that cannot be: each is refused while the caller can go on, and its file is let go: it can be
 * written to, and its file system unmounted.
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include "../tiny.h"

#define DIR "mnt"
#define INTERP DIR "/interp"

static struct tiny program, interp;
static int mounted;

static void check(const char *what, int err)
{
	tiny_write("program", &program);
	tiny_refused(what, "./program", err);
}

/* The same, and nobody holds the interpreter afterwards. */
static void check_file(const char *what, int err)
{
	check(what, err);
	TST_EXP_FD(open(INTERP, O_WRONLY | O_CLOEXEC), "%s: then its file is opened for writing", what);
	if (TST_RET >= 0)
		SAFE_CLOSE(TST_RET);
}

static void fresh(void)
{
	tiny_init(&program);
	tiny_interp(&program, INTERP);
	tiny_init(&interp);
}

static void run(void)
{
	static const char text[1024] = "this is not an ELF file";

	fresh();
	tiny_write(INTERP, &interp);
	program.ph[2].p_filesz = PATH_MAX + 1;
	check("name longer than PATH_MAX", ENOMEM);
	program.ph[2].p_filesz = 0;
	check("name of 0 bytes", ENOENT);
	program.ph[2].p_filesz = 1;
	check("name of 1 byte", ENOENT);
	program.ph[2].p_filesz = strlen(INTERP);
	check("name not ended by NUL", ENOENT);
	fresh();
	program.ph[2].p_offset = sizeof(program) + TINY_PAGE;
	check("name behind the end of the file", ENOEXEC);

	fresh();
	SAFE_UNLINK(INTERP);
	check("no such file", ENOENT);
	tiny_write(INTERP, &interp);
	SAFE_CHMOD(INTERP, 0644);
	check_file("without x permission", EACCES);
	tiny_interp(&program, DIR);
	check("a directory", EACCES);

	fresh();
	tiny_file(INTERP, &interp, 255);
	check_file("interpreter of 255 bytes", ENOEXEC);
	tiny_file(INTERP, text, sizeof(text));
	check_file("interpreter is text", ELIBBAD);
	interp.eh.e_phentsize--;
	tiny_write(INTERP, &interp);
	check_file("interpreter with an odd size of headers", ENOMEM);
	fresh();
	interp.eh.e_phoff = sizeof(interp);
	tiny_write(INTERP, &interp);
	check_file("interpreter with headers behind its end", ENOEXEC);

	TST_EXP_PASS(umount(DIR));
	mounted = TST_RET != 0;
}

static void setup(void)
{
	SAFE_MKDIR(DIR, 0755);
	SAFE_MOUNT("none", DIR, "ramfs", 0, NULL);
	mounted = 1;
}

static void cleanup(void)
{
	if (mounted)
		SAFE_UMOUNT(DIR);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
