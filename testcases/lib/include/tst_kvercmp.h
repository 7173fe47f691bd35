// SPDX-License-Identifier: GPL-2.0-or-later
/* Kernel versions. */
#ifndef TST_KVERCMP_H
#define TST_KVERCMP_H

/* Below, equal or above 0 as the running kernel is older than, equal to or newer than r1.r2.r3. */
int tst_kvercmp(int r1, int r2, int r3);
int tst_kvcmp(const char *cur_kver, int r1, int r2, int r3);
int tst_parse_kver(const char *str_kver, int *v1, int *v2, int *v3);

struct tst_kern_exv {
	char *dist_name;
	char *extra_ver;
};
int tst_kvercmp2(int r1, int r2, int r3, struct tst_kern_exv *vers);

#endif
