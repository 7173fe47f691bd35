// SPDX-License-Identifier: GPL-2.0-or-later
/* Capabilities that a test needs or must be without. */
#ifndef TST_CAPABILITY_H
#define TST_CAPABILITY_H

#include <stdint.h>

#include "lapi/capability.h"

enum tst_cap_act { TST_CAP_DROP = 1, TST_CAP_REQ = 1 << 1 };

/* In struct tst_test.caps, ended by an empty element: TST_CAP(TST_CAP_DROP, CAP_SYS_ADMIN). */
struct tst_cap {
	uint32_t action;
	uint32_t id;
	char *name;
};

struct tst_cap_user_header {
	uint32_t version;
	int pid;
};

struct tst_cap_user_data {
	uint32_t effective;
	uint32_t permitted;
	uint32_t inheritable;
};

#define TST_CAP(action, capability) {action, capability, #capability}

int tst_capget(struct tst_cap_user_header *hdr, struct tst_cap_user_data *data);
int tst_capset(struct tst_cap_user_header *hdr, const struct tst_cap_user_data *data);
void tst_cap_action(struct tst_cap *cap);
void tst_cap_setup(struct tst_cap *cap, enum tst_cap_act action_mask);

#endif
