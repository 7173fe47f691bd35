// SPDX-License-Identifier: GPL-2.0-or-later
/* The start request: NUL-separated strings, a key and its value each; flags have none. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "starter.h"

enum kind { FLAG, TEXT, LIST, NUMBER };

static const struct key {
	const char *name;
	enum kind kind;
	size_t offset, count, max;
} keys[] = {
#define AT(field)	offsetof(struct launch, field)
	{ "exe",	TEXT,	AT(exe),	0, 0 },
	{ "arg",	LIST,	AT(args),	AT(nargs),  MAX_ARGS - 2 },
	{ "file",	LIST,	AT(files),	AT(nfiles), MAX_FILES },
	{ "pass",	LIST,	AT(pass),	AT(npass),  MAX_PASS },
	{ "header",	TEXT,	AT(header),	0, 0 },
	{ "timeout-ms",	NUMBER,	AT(timeout_ms),	0, 0 },
	{ "grace-ms",	NUMBER,	AT(grace_ms),	0, 0 },
	{ "cap-bytes",	NUMBER,	AT(cap_bytes),	0, 0 },
	{ "as-bytes",	NUMBER,	AT(as_bytes),	0, 0 },
	{ "fsize-bytes", NUMBER, AT(fsize_bytes), 0, 0 },
	{ "nofile",	NUMBER,	AT(nofile),	0, 0 },
	{ "tty",	FLAG,	AT(tty),	0, 0 },
	{ "keep-user",	FLAG,	AT(keep_user),	0, 0 },
	{ "fork",	FLAG,	AT(fork),	0, 0 },
	{ "hold",	FLAG,	AT(hold),	0, 0 },
	{ "core-dir",	TEXT,	AT(core_dir),	0, 0 },
#undef AT
};

static const char *store(struct launch *l, const struct key *key, char *value)
{
	void *field = (char *)l + key->offset;
	size_t *count = (size_t *)((char *)l + key->count);
	char *end;

	switch (key->kind) {
	case FLAG:
		*(bool *)field = true;
		break;
	case TEXT:
		*(const char **)field = value;
		break;
	case LIST:
		if (*count >= key->max)
			return "too many values of one key";
		((const char **)field)[(*count)++] = value;
		break;
	case NUMBER:
		errno = 0;
		*(uint64_t *)field = strtoull(value, &end, 10);
		if (errno || *end || value[0] < '0' || value[0] > '9')
			return "not a number";
		break;
	}
	return NULL;
}

const char *launch_parse(struct launch *l, char *payload, size_t len)
{
	char *p = payload, *end = payload + len;
	const char *error;
	size_t i;

	memset(l, 0, sizeof(*l));
	l->args[l->nargs++] = "linux";
	l->nofile = 256;
	/* UML as it comes keeps its memory in a file, so there must be some room. */
	l->fsize_bytes = 4ull << 30;
	while (p < end) {
		for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
			if (!strcmp(p, keys[i].name))
				break;
		if (i == sizeof(keys) / sizeof(keys[0]))
			return "unknown key";
		p += strlen(p) + 1;
		if (keys[i].kind != FLAG && p >= end)
			return "key without a value";
		error = store(l, &keys[i], p);
		if (error)
			return error;
		if (keys[i].kind != FLAG)
			p += strlen(p) + 1;
	}
	if (!l->exe)
		return "no exe";
	return l->header ? NULL : "no header";
}
