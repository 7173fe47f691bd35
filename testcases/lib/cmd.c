// SPDX-License-Identifier: GPL-2.0-or-later
/* Running commands: posix_spawn, never fork. */
#include "lib.h"

#include <spawn.h>

extern char **environ;

int tst_get_path(const char *prog_name, char *buf, size_t buf_len)
{
	const char *path = getenv("PATH");

	if (strchr(prog_name, '/')) {
		snprintf(buf, buf_len, "%s", prog_name);
		return access(buf, X_OK) == 0 ? 0 : -1;
	}
	while (path && *path) {
		const size_t len = strcspn(path, ":");

		snprintf(buf, buf_len, "%.*s/%s", (int)len, path, prog_name);
		if (access(buf, X_OK) == 0)
			return 0;
		path += len + (path[len] == ':');
	}
	return -1;
}

int tst_cmd_fds(const char *const argv[], int stdout_fd, int stderr_fd, enum tst_cmd_flags flags)
{
	posix_spawn_file_actions_t actions;
	char path[PATH_BYTES];
	int status, err;
	pid_t pid;

	if (tst_get_path(argv[0], path, sizeof(path)) != 0) {
		if (flags & TST_CMD_TCONF_ON_MISSING)
			tst_brk(TCONF, "there is no command %s", argv[0]);
		if (!(flags & TST_CMD_PASS_RETVAL))
			tst_brk(TBROK, "there is no command %s", argv[0]);
		return 255;
	}
	posix_spawn_file_actions_init(&actions);
	if (stdout_fd >= 0)
		posix_spawn_file_actions_adddup2(&actions, stdout_fd, STDOUT_FILENO);
	if (stderr_fd >= 0)
		posix_spawn_file_actions_adddup2(&actions, stderr_fd, STDERR_FILENO);
	err = posix_spawn(&pid, path, &actions, NULL, (char *const *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (err)
		tst_brk(TBROK, "cannot start %s: %s (%d)", path, tst_strerrno(err), err);
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			tst_brk(TBROK | TERRNO, "waitpid() for %s", argv[0]);
	}
	if (WIFEXITED(status) && (flags & TST_CMD_PASS_RETVAL || WEXITSTATUS(status) == 0))
		return WEXITSTATUS(status);
	tst_brk(TBROK, "%s %s", argv[0], tst_strstatus(status));
	return -1;
}

static int open_output(const char *path)
{
	return path ? SAFE_OPEN(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644) : -1;
}

int tst_cmd(const char *const argv[], const char *stdout_path, const char *stderr_path, enum tst_cmd_flags flags)
{
	int out = open_output(stdout_path), err = open_output(stderr_path);
	int ret = tst_cmd_fds(argv, out, err, flags);

	if (out >= 0)
		close(out);
	if (err >= 0)
		close(err);
	return ret;
}

int tst_system(const char *command)
{
	return system(command);
}

int tst_cmd_present(const char *cmd)
{
	char path[PATH_BYTES];

	return tst_get_path(cmd, path, sizeof(path)) == 0;
}

/* "name", or "name >= 1.2.3": the version is taken to be met, the guest's busybox does not tell one. */
int tst_check_cmd(const char *cmd, const int brk_nosupp)
{
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(cmd, " "), cmd);
	if (tst_cmd_present(name))
		return 1;
	if (brk_nosupp)
		tst_brk(TCONF, "there is no command %s", name);
	return 0;
}
