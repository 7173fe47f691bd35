// SPDX-License-Identifier: GPL-2.0-or-later
/* Kernel modules that a test brings along: NAME.ko in its working or its start directory. */
#include "lib.h"
#include "tst_module.h"

static bool module_path(const char *mod_name, char *path, size_t size)
{
	snprintf(path, size, "%s", mod_name);
	if (access(path, F_OK) == 0)
		return true;
	snprintf(path, size, "%s/%s", tst_get_startwd(), mod_name);
	return access(path, F_OK) == 0;
}

void tst_module_exists(const char *mod_name, char **mod_path)
{
	char path[PATH_BYTES];

	if (!module_path(mod_name, path, sizeof(path)))
		tst_brk(TCONF, "the module %s is not here", mod_name);
	if (mod_path)
		*mod_path = SAFE_STRDUP(path);
}

void tst_module_load(const char *mod_name, char *const argv[])
{
	char path[PATH_BYTES];
	const char *command[32] = {"insmod", path};
	size_t count = 2;

	tst_module_exists(mod_name, NULL);
	module_path(mod_name, path, sizeof(path));
	for (size_t i = 0; argv && argv[i] && count < ARRAY_SIZE(command) - 1; i++)
		command[count++] = argv[i];
	tst_cmd(command, NULL, NULL, TST_CMD_TCONF_ON_MISSING);
}

/* A module stays busy for a moment after its last user has gone. */
void tst_module_unload(const char *mod_name)
{
	const char *const command[] = {"rmmod", mod_name, NULL};

	for (int i = 0; i < 50; i++) {
		if (tst_cmd(command, NULL, "/dev/null", TST_CMD_PASS_RETVAL) == 0)
			return;
		sleep_ms(20);
	}
	tst_brk(TBROK, "cannot unload %s", mod_name);
}
