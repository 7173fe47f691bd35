// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's configuration: from the file in KCONFIG_PATH, from /proc/config.gz (by zcat, guests have it) or from one of
 * the usual places. Read once. Without any it is unknown, and what a test asks for is taken as met.
 */
#include "lib.h"
#include "tst_kconfig.h"

#include <ctype.h>
#include <spawn.h>
#include <sys/utsname.h>

/* The whole text, NULL when there is none; `tried` says that it has been looked for. */
static struct {
	bool tried;
	char *text;
	size_t len;
} config;

static void take_file(int fd)
{
	ssize_t len;

	do {
		char *more = realloc(config.text, config.len + 4097);

		if (!more)
			tst_brk(TBROK | TERRNO, "no memory for the kernel's configuration");
		config.text = more;
		len = read(fd, config.text + config.len, 4096);
		if (len > 0)
			config.len += len;
	} while (len > 0 || (len < 0 && errno == EINTR));
	config.text[config.len] = '\0';
	close(fd);
}

/* There is no inflate in the C library, and a command that has it on every machine that has this file. */
static bool take_packed(const char *packed)
{
	char zcat[PATH_BYTES];
	char *const argv[] = {"zcat", (char *)packed, NULL};
	posix_spawn_file_actions_t actions;
	int fds[2], err;
	pid_t pid;

	if (access(packed, R_OK) != 0 || tst_get_path("zcat", zcat, sizeof(zcat)) != 0)
		return false;
	if (pipe2(fds, O_CLOEXEC) < 0)
		tst_brk(TBROK | TERRNO, "pipe2()");
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fds[1], STDOUT_FILENO);
	err = posix_spawn(&pid, zcat, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(fds[1]);
	take_file(fds[0]);
	while (!err && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	if (config.len > 0)
		return true;
	free(config.text);
	config.text = NULL;
	return false;
}

static bool take_plain(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	take_file(fd);
	return true;
}

static const char *config_text(void)
{
	static const char *const places[] = {
		"/boot/config-%s",
		"/lib/modules/%s/config",
		"/lib/modules/%s/build/.config",
	};
	const char *given = getenv("KCONFIG_PATH");
	struct utsname name;
	char path[PATH_BYTES];

	if (config.tried)
		return config.text;
	config.tried = true;
	if (given) {
		if (!take_plain(given))
			tst_brk(TBROK | TERRNO, "KCONFIG_PATH=%s", given);
		return config.text;
	}
	if (take_packed("/proc/config.gz"))
		return config.text;
	uname(&name);
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		snprintf(path, sizeof(path), places[i], name.release);
		if (take_plain(path))
			break;
	}
	return config.text;
}

/* The value of an option and its length: "y", "\"text\"" …; "n" for one that is not set, NULL for one that is not there. */
static const char *value_of(const char *id, size_t id_len, size_t *len)
{
	for (const char *line = config_text(); line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, id, id_len) == 0 && line[id_len] == '=') {
			line += id_len + 1;
			*len = strcspn(line, "\n");
			return line;
		}
		if (strncmp(line, "# ", 2) == 0 && strncmp(line + 2, id, id_len) == 0 && line[2 + id_len] == ' ') {
			*len = 1;
			return "n";
		}
	}
	return NULL;
}

void tst_kconfig_read(struct tst_kconfig_var vars[], size_t vars_len)
{
	for (size_t i = 0; i < vars_len; i++) {
		size_t len = 0;
		const char *value = value_of(vars[i].id, strlen(vars[i].id), &len);

		vars[i].choice = 0;
		if (!value)
			continue;
		vars[i].choice = len == 1 && strchr("ymn", value[0]) ? value[0] : 'v';
		if (vars[i].choice == 'v')
			vars[i].val = strndup(value, len);
	}
}

char tst_kconfig_get(const char *confname)
{
	size_t len = 0;
	const char *value = value_of(confname, strlen(confname), &len);

	if (!value)
		return 0;
	return len == 1 && strchr("ymn", value[0]) ? value[0] : 'v';
}

/*
 * Conditions, loosest first:
 *
 *     any  := all { "|" all }
 *     all  := one { "&" one }
 *     one  := "!" one | "(" any ")" | option [ ("=" | "!=") value ]
 */
struct parser {
	const char *whole, *at;
};

static char next(struct parser *parser)
{
	while (isspace((unsigned char)*parser->at))
		parser->at++;
	return *parser->at;
}

static bool take_char(struct parser *parser, char wanted)
{
	if (next(parser) != wanted)
		return false;
	parser->at++;
	return true;
}

static void wrong(const struct parser *parser)
{
	tst_brk(TBROK, "condition '%s' on the kernel's configuration: not understood from '%s' on", parser->whole,
		parser->at);
}

static bool option_holds(struct parser *parser)
{
	const char *id = parser->at, *is, *value;
	size_t id_len = 0, is_len = 0, len;
	bool same, differs;

	while (isalnum((unsigned char)id[id_len]) || id[id_len] == '_')
		id_len++;
	if (id_len == 0)
		wrong(parser);
	parser->at += id_len;
	is = value_of(id, id_len, &is_len);
	differs = next(parser) == '!' && parser->at[1] == '=';
	if (!differs && *parser->at != '=')
		return is && strncmp(is, "n", is_len) != 0;
	parser->at += differs ? 2 : 1;
	value = parser->at;
	len = *value == '"' ? strcspn(value + 1, "\"") + 2 : strcspn(value, "&|() \t");
	if (len > strlen(value))
		wrong(parser);
	parser->at += len;
	if (!is) {
		is = "n";
		is_len = 1;
	}
	same = is_len == len && strncmp(is, value, len) == 0;
	return same != differs;
}

static bool any_holds(struct parser *parser);

static bool one_holds(struct parser *parser)
{
	bool holds;

	if (take_char(parser, '!'))
		return !one_holds(parser);
	if (!take_char(parser, '('))
		return option_holds(parser);
	holds = any_holds(parser);
	if (!take_char(parser, ')'))
		wrong(parser);
	return holds;
}

static bool all_hold(struct parser *parser)
{
	bool holds = one_holds(parser);

	while (take_char(parser, '&'))
		holds = one_holds(parser) && holds;
	return holds;
}

static bool any_holds(struct parser *parser)
{
	bool holds = all_hold(parser);

	while (take_char(parser, '|'))
		holds = all_hold(parser) || holds;
	return holds;
}

static bool condition_holds(const char *text)
{
	struct parser parser = {.whole = text, .at = text};
	bool holds = any_holds(&parser);

	if (next(&parser) != '\0')
		wrong(&parser);
	return holds;
}

const char *kconfig_unmet(const char *const *conditions)
{
	if (!config_text()) {
		tst_res(TINFO, "the kernel's configuration is not known: taken as met");
		return NULL;
	}
	for (; *conditions; conditions++) {
		if (!condition_holds(*conditions))
			return *conditions;
	}
	return NULL;
}

int tst_kconfig_check(const char *const kconfigs[])
{
	const char *const *left = kconfigs, *unmet;
	int count = 0;

	while ((unmet = kconfig_unmet(left))) {
		tst_res(TINFO, "the kernel's configuration does not meet '%s'", unmet);
		count++;
		while (*left != unmet)
			left++;
		left++;
	}
	return count > 0;
}

void tst_kcmdline_parse(struct tst_kcmdline_var params[], size_t params_len)
{
	char text[4096] = "", *rest = text, *word;
	int fd = SAFE_OPEN("/proc/cmdline", O_RDONLY | O_CLOEXEC);

	if (read(fd, text, sizeof(text) - 1) < 0)
		tst_brk(TBROK | TERRNO, "cannot read /proc/cmdline");
	close(fd);
	while ((word = strsep(&rest, " \n"))) {
		const size_t key_len = strcspn(word, "=");

		for (size_t i = 0; i < params_len; i++) {
			if (strncmp(word, params[i].key, key_len) != 0 || params[i].key[key_len])
				continue;
			params[i].found = true;
			copy_text(params[i].value, sizeof(params[i].value), word + key_len + (word[key_len] == '='));
		}
	}
}
