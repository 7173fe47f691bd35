// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counts of which code has run, for objects built by CONFIG_UML_COVERAGE. The
 * compiler leaves a pointer to what describes such an object in a section of
 * its own; libgcov turns it into the bytes of a .gcda file. These go to a
 * descriptor, one record and one write() for each object, so that many kernels
 * can append to one file:
 *
 *     "UMCOVER1" | u32 length of the name | u32 length of the data | name | data
 */

#include <errno.h>
#include <gcov.h>
#include <string.h>
#include <unistd.h>
#include <os.h>
#include <nommu.h>

extern const struct gcov_info *__start_um_gcov_info[];
extern const struct gcov_info *__stop_um_gcov_info[];

/*
 * libgcov's part that clears counters brings its files with it, and names that
 * the kernel has too. So do it here: this is how gcc lays out what describes an
 * object, see also kernel/gcov/gcc_4_7.c.
 */
#if __GNUC__ >= 15
#define KINDS	10
#elif __GNUC__ >= 14
#define KINDS	9
#else
#define KINDS	8
#endif

struct function {
	const void *object;
	unsigned int identity, line_checksum, graph_checksum;
	struct {
		unsigned int nr;
		long long *values;
	} arcs;		/* the only kind that the kernel is built with */
};

struct object {
	unsigned int version;
	void *next;
	unsigned int stamp, checksum;
	const char *name;
	void (*merge[KINDS])(long long *counters, unsigned int nr);
	unsigned int nr;
	struct function **functions;
};

/* Instrumented objects name it; libgcov's would bring its files with it as well */
void __gcov_merge_add(long long *counters, unsigned int nr);
void __gcov_merge_add(long long *counters, unsigned int nr)
{
}

static void clear(const struct object *object)
{
	struct function *f;
	unsigned int i;

	for (i = 0; i < object->nr; i++) {
		f = object->functions[i];
		/* of an inline function another object may count */
		if (f && f->object == object)
			memset(f->arcs.values, 0,
			       f->arcs.nr * sizeof(*f->arcs.values));
	}
}

#define MAGIC		"UMCOVER1"
#define MAGIC_LEN	8
#define HEADER_LEN	(MAGIC_LEN + 2 * sizeof(unsigned int))

static char record[256 * 1024];
/* more than fits when the object is too large */
static unsigned int used;

static void add(const void *data, unsigned int len, void *unused)
{
	if (used < sizeof(record) && len <= sizeof(record) - used)
		memcpy(record + used, data, len);
	else
		len = sizeof(record);
	used += len;
}

static void add_name(const char *name, void *unused)
{
	unsigned int len = strlen(name);

	memcpy(record + MAGIC_LEN, &len, sizeof(len));
	add(name, len, NULL);
}

/* only asked for by kinds of counters that the kernel is not built with */
static void *no_memory(unsigned int len, void *unused)
{
	return NULL;
}

static int write_record(int fd)
{
	unsigned int name, data;
	ssize_t n;

	if (used > sizeof(record))
		return -E2BIG;
	memcpy(&name, record + MAGIC_LEN, sizeof(name));
	data = used - HEADER_LEN - name;
	memcpy(record + MAGIC_LEN + sizeof(name), &data, sizeof(data));
	CATCH_EINTR(n = write(fd, record, used));
	return n == used ? 0 : n < 0 ? -errno : -EIO;
}

/* The counts start again from zero: what is written are those since the last time */
int nommu_coverage_write(int fd)
{
	const struct gcov_info **info;
	int err = 0, last;

	for (info = __start_um_gcov_info; info < __stop_um_gcov_info; info++) {
		memset(record, 0, HEADER_LEN);
		memcpy(record, MAGIC, MAGIC_LEN);
		used = HEADER_LEN;
		__gcov_info_to_gcda(*info, add_name, add, no_memory, NULL);
		last = write_record(fd);
		err = err ? : last;
		clear((const struct object *)*info);
	}
	return err;
}
