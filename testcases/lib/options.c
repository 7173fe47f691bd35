// SPDX-License-Identifier: GPL-2.0-or-later
/* Command line options: -h, -i count, -I seconds, and the test's own. */
#include "lib.h"

unsigned int opt_iterations = 1;
float opt_seconds;

#define OPTIONS_MAX 48

static void usage(const char *program)
{
	printf("usage: %s [options]\n -h      this text\n -i n    run the test n times\n -I s    run it for s seconds\n",
	       base_name(program));
	for (const struct tst_option *option = tst_test->options; option && option->optstr; option++)
		printf(" -%c%s %s\n", option->optstr[0], option->optstr[1] == ':' ? " arg" : "    ", option->help);
	fflush(stdout);
}

static struct tst_option *own_option(int letter)
{
	for (struct tst_option *option = tst_test->options; option && option->optstr; option++) {
		if (option->optstr[0] == letter)
			return option;
	}
	return NULL;
}

void options_parse(int argc, char *argv[])
{
	char letters[3 * OPTIONS_MAX] = "hi:I:";
	int letter;

	for (const struct tst_option *option = tst_test->options; option && option->optstr; option++)
		strncat(letters, option->optstr, sizeof(letters) - strlen(letters) - 1);
	while ((letter = getopt(argc, argv, letters)) != -1) {
		struct tst_option *option = own_option(letter);

		if (option)
			*option->arg = optarg ? optarg : "";
		else if (letter == 'i')
			opt_iterations = strtoul(optarg, NULL, 10);
		else if (letter == 'I')
			opt_seconds = strtof(optarg, NULL);
		else {
			usage(argv[0]);
			_exit(letter == 'h' ? 0 : TBROK);
		}
	}
	optind = 1; /* the test may parse on its own */
}

/* The number in str, checked; errno values as LTP documents them: EINVAL, ERANGE. */
int tst_parse_long(const char *str, long *val, long min, long max)
{
	char *end;
	long value;

	if (!str)
		return 0;
	errno = 0;
	value = strtol(str, &end, 10);
	if (errno)
		return errno;
	if (end == str || *end)
		return EINVAL;
	if (value < min || value > max)
		return ERANGE;
	*val = value;
	return 0;
}

int tst_parse_int(const char *str, int *val, int min, int max)
{
	long value = *val;
	int err = tst_parse_long(str, &value, min, max);

	if (!err)
		*val = value;
	return err;
}

int tst_parse_float(const char *str, float *val, float min, float max)
{
	char *end;
	float value;

	if (!str)
		return 0;
	errno = 0;
	value = strtof(str, &end);
	if (errno)
		return errno;
	if (end == str || *end)
		return EINVAL;
	if (value < min || value > max)
		return ERANGE;
	*val = value;
	return 0;
}

/* A size with k, m or g behind it. */
int tst_parse_filesize(const char *str, long long *val, long long min, long long max)
{
	long long value;
	char *end;

	if (!str)
		return 0;
	errno = 0;
	value = strtoll(str, &end, 0);
	if (errno)
		return errno;
	if (end == str || (*end && end[1]))
		return EINVAL;
	switch (*end) {
	case 'g':
	case 'G':
		value *= 1024;
		/* fall through */
	case 'm':
	case 'M':
		value *= 1024;
		/* fall through */
	case 'k':
	case 'K':
		value *= 1024;
		break;
	case '\0':
		break;
	default:
		return EINVAL;
	}
	if (value < min || value > max)
		return ERANGE;
	*val = value;
	return 0;
}
