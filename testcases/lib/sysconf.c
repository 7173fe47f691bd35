// SPDX-License-Identifier: GPL-2.0-or-later
/* Settings that a test changes and the library puts back. */
#include "lib.h"

struct saved {
	struct saved *next;
	char *path, *value;
	unsigned int flags;
};

static struct saved *saved;

int tst_sys_conf_save_str(const char *path, const char *value)
{
	struct saved *entry = SAFE_MALLOC(sizeof(*entry));

	*entry = (struct saved){saved, SAFE_STRDUP(path), SAFE_STRDUP(value), 0};
	saved = entry;
	return 0;
}

/* 0 saved; 1 left alone, as the flags say. */
int tst_sys_conf_save(const struct tst_path_val *conf)
{
	char value[1024] = "";
	FILE *file;

	if (access(conf->path, F_OK) != 0) {
		if (conf->flags & TST_SR_SKIP_MISSING)
			return 1;
		tst_brk(conf->flags & TST_SR_TCONF_MISSING ? TCONF : TBROK, "%s does not exist", conf->path);
	}
	if (access(conf->path, W_OK) != 0) {
		if (conf->flags & TST_SR_SKIP_RO)
			return 1;
		tst_brk(conf->flags & TST_SR_TCONF_RO ? TCONF : TBROK, "%s cannot be written", conf->path);
	}
	file = fopen(conf->path, "r");
	if (!file || !fgets(value, sizeof(value), file)) {
		if (file)
			fclose(file);
		if (conf->flags & TST_SR_IGNORE_ERR)
			return 1;
		tst_brk(TBROK | TERRNO, "cannot read %s", conf->path);
		return 1;
	}
	fclose(file);
	value[strcspn(value, "\n")] = '\0';
	tst_sys_conf_save_str(conf->path, value);
	saved->flags = conf->flags;
	if (conf->val) {
		if (conf->flags & TST_SR_IGNORE_ERR)
			FILE_PRINTF(conf->path, "%s", conf->val);
		else
			SAFE_FILE_PRINTF(conf->path, "%s", conf->val);
	}
	return 0;
}

static void put_back(const struct saved *entry)
{
	int fd;

	if (!(entry->flags & TST_SR_IGNORE_ERR)) {
		FILE_PRINTF(entry->path, "%s", entry->value);
		return;
	}
	fd = open(entry->path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (write(fd, entry->value, strlen(entry->value)) < 0)
		errno = 0; /* the test has said that it does not matter */
	close(fd);
}

void tst_sys_conf_restore(int verbose)
{
	while (saved) {
		struct saved *entry = saved;

		saved = entry->next;
		if (verbose)
			tst_res(TINFO, "back to %s in %s", entry->value, entry->path);
		put_back(entry);
		free(entry->path);
		free(entry->value);
		free(entry);
	}
}

void tst_sys_conf_dump(void)
{
	for (const struct saved *entry = saved; entry; entry = entry->next)
		tst_res(TINFO, "%s = %s", entry->path, entry->value);
}
