// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's configuration, from the file in KCONFIG_PATH or one of the usual places. The guests' cases do not rely on
 * it (the runner checks a scenario's needs.kconfig on the host, before a boot): without such a file all is taken as met.
 */
#include "lib.h"
#include "tst_kconfig.h"

#include <sys/utsname.h>

static FILE *open_config(void)
{
	const char *given = getenv("KCONFIG_PATH");
	struct utsname name;
	char path[160];
	FILE *file;

	if (given)
		return fopen(given, "r");
	file = fopen("/etc/kernel.config", "r");
	if (file)
		return file;
	uname(&name);
	snprintf(path, sizeof(path), "/boot/config-%s", name.release);
	return fopen(path, "r");
}

void tst_kconfig_read(struct tst_kconfig_var vars[], size_t vars_len)
{
	FILE *file = open_config();
	char line[512];

	for (size_t i = 0; i < vars_len; i++)
		vars[i].choice = 0;
	while (file && fgets(line, sizeof(line), file)) {
		char *value = strchr(line, '=');

		if (line[0] != 'C' || !value)
			continue;
		*value++ = '\0';
		value[strcspn(value, "\n")] = '\0';
		for (size_t i = 0; i < vars_len; i++) {
			if (strcmp(vars[i].id, line) != 0)
				continue;
			vars[i].choice = value[1] == '\0' && strchr("ymn", value[0]) ? value[0] : 'v';
			if (vars[i].choice == 'v')
				vars[i].val = strdup(value);
		}
	}
	if (file)
		fclose(file);
}

char tst_kconfig_get(const char *confname)
{
	struct tst_kconfig_var var = {.id_len = strlen(confname)};

	copy_text(var.id, sizeof(var.id), confname);
	tst_kconfig_read(&var, 1);
	return var.choice;
}

/* One term: CONFIG_A, CONFIG_A=y, CONFIG_A=value, CONFIG_A!=y, with `!` in front to turn it round. */
static bool term_holds(const char *term, size_t len)
{
	struct tst_kconfig_var var = {0};
	bool wanted = true, differs;
	char text[128], *value;

	while (len > 0 && strchr(" \t(", *term)) {
		term++;
		len--;
	}
	while (len > 0 && strchr(" \t)", term[len - 1]))
		len--;
	snprintf(text, sizeof(text), "%.*s", (int)len, term);
	if (text[0] == '!') {
		wanted = false;
		memmove(text, text + 1, strlen(text));
	}
	value = strchr(text, '=');
	differs = value && value > text && value[-1] == '!';
	if (value) {
		value[differs ? -1 : 0] = '\0';
		value++;
	}
	copy_text(var.id, sizeof(var.id), text);
	tst_kconfig_read(&var, 1);
	if (value) {
		const char letter[2] = {var.choice ? var.choice : 'n', '\0'};
		const char *is = var.choice == 'v' ? var.val : letter;

		return (strcmp(is, value) == 0) != differs;
	}
	return (var.choice == 'y' || var.choice == 'm' || var.choice == 'v') == wanted;
}

/* `&` binds before `|`; brackets are only allowed around a single alternative. */
static bool holds(const char *expression)
{
	for (;;) {
		size_t len = strcspn(expression, "|");
		const char *end = expression + len;
		bool all = true;

		while (expression < end) {
			size_t term = MIN(strcspn(expression, "&"), (size_t)(end - expression));

			all = term_holds(expression, term) && all;
			expression += term + 1;
		}
		if (all)
			return true;
		if (!*end)
			return false;
		expression = end + 1;
	}
}

int tst_kconfig_check(const char *const kconfigs[])
{
	FILE *file = open_config();
	int unmet = 0;

	if (!file) {
		tst_res(TINFO, "no file with the kernel's configuration: taken as met");
		return 0;
	}
	fclose(file);
	for (; *kconfigs; kconfigs++) {
		if (holds(*kconfigs))
			continue;
		tst_res(TINFO, "the kernel's configuration does not meet '%s'", *kconfigs);
		unmet = 1;
	}
	return unmet;
}
