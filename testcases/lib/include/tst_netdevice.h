// SPDX-License-Identifier: GPL-2.0-or-later
/* Network interfaces: made, addressed, switched on. */
#ifndef TST_NETDEVICE_H
#define TST_NETDEVICE_H

#include <net/if.h>
#include <netinet/in.h>

#include "tst_netlink.h"

/* 1 when it went well; else TBROK when strict, or 0 and tst_netlink_errno. */
#define NETDEV_INDEX_BY_NAME(ifname) tst_netdev_index_by_name(__FILE__, __LINE__, (ifname))
int tst_netdev_index_by_name(const char *file, int line, const char *ifname);
#define NETDEV_SET_STATE(ifname, up) tst_netdev_set_state(__FILE__, __LINE__, (ifname), (up))
int tst_netdev_set_state(const char *file, int line, const char *ifname, int up);
#define CREATE_VETH_PAIR(ifname1, ifname2) tst_create_veth_pair(__FILE__, __LINE__, 1, (ifname1), (ifname2))
int tst_create_veth_pair(const char *file, int line, int strict, const char *ifname1, const char *ifname2);
#define NETDEV_ADD_DEVICE(ifname, devtype) tst_netdev_add_device(__FILE__, __LINE__, 1, (ifname), (devtype))
int tst_netdev_add_device(const char *file, int line, int strict, const char *ifname, const char *devtype);
#define NETDEV_REMOVE_DEVICE(ifname) tst_netdev_remove_device(__FILE__, __LINE__, 1, (ifname))
int tst_netdev_remove_device(const char *file, int line, int strict, const char *ifname);
#define NETDEV_ADD_ADDRESS(ifname, family, address, prefix, addrlen, flags) \
	tst_netdev_add_address(__FILE__, __LINE__, 1, (ifname), (family), (address), (prefix), (addrlen), (flags))
int tst_netdev_add_address(const char *file, int line, int strict, const char *ifname, unsigned int family,
			   const void *address, unsigned int prefix, size_t addrlen, unsigned int flags);
#define NETDEV_ADD_ADDRESS_INET(ifname, address, prefix, flags) \
	tst_netdev_add_address_inet(__FILE__, __LINE__, 1, (ifname), (address), (prefix), (flags))
int tst_netdev_add_address_inet(const char *file, int line, int strict, const char *ifname, in_addr_t address,
				unsigned int prefix, unsigned int flags);

#endif
