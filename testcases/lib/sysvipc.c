// SPDX-License-Identifier: GPL-2.0-or-later
/* What the tests of System V IPC share. */
#include "lib.h"
#include "tse_newipc.h"

int tst_used_sysvipc_(const char *file, int line, const char *path)
{
	FILE *stream = fopen(path, "r");
	int used = -1; /* the first line names the columns */
	char text[256];

	if (!stream)
		tst_brk_(file, line, (errno == ENOENT ? TCONF : TBROK) | TERRNO, "cannot read %s", path);
	while (fgets(text, sizeof(text), stream))
		used += strchr(text, '\n') != NULL;
	fclose(stream);
	if (used < 0)
		tst_brk_(file, line, TBROK, "%s is empty", path);
	return used;
}

void *tst_probe_free_addr_(const char *file, int line)
{
	const unsigned long align = getpagesize();
	int id = shmget(IPC_PRIVATE, align * 2, SHM_RW | IPC_CREAT);
	void *addr = id < 0 ? (void *)-1 : shmat(id, NULL, 0);

	if (id < 0)
		tst_brk_(file, line, (errno == ENOSYS ? TCONF : TBROK) | TERRNO, "shmget()");
	if (addr == (void *)-1)
		tst_res_(file, line, TINFO | TERRNO, "shmat()");
	else
		shmdt(addr);
	shmctl(id, IPC_RMID, NULL);
	if (addr == (void *)-1)
		tst_brk_(file, line, TCONF, "no segment can be attached here");
	return (void *)(((unsigned long)addr + align - 1) & ~(align - 1));
}

time_t get_ipc_timestamp(void)
{
	struct timespec ts;

	/* IPC objects carry the coarse clock's time. */
	if (syscall(SYS_clock_gettime, CLOCK_REALTIME_COARSE, &ts) < 0)
		tst_brk(TBROK | TERRNO, "cannot read CLOCK_REALTIME_COARSE");
	return ts.tv_sec;
}
