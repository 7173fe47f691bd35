// SPDX-License-Identifier: GPL-2.0-or-later
/* Network interfaces by rtnetlink, and a network of the test's own. */
#include "lib.h"
#include "tst_net.h"
#include "tst_netdevice.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>

int tst_netdev_index_by_name(const char *file, int line, const char *ifname)
{
	struct ifreq request;
	int fd = tst_safe_socket(file, line, AF_INET, SOCK_DGRAM, 0), ret;

	memset(&request, 0, sizeof(request));
	copy_text(request.ifr_name, sizeof(request.ifr_name), ifname);
	ret = ioctl(fd, SIOCGIFINDEX, &request);
	close(fd);
	if (ret < 0) {
		tst_brk_(file, line, TBROK | TERRNO, "no network interface %s", ifname);
		return -1;
	}
	return request.ifr_ifindex;
}

int tst_netdev_set_state(const char *file, int line, const char *ifname, int up)
{
	struct ifreq request;
	int fd = tst_safe_socket(file, line, AF_INET, SOCK_DGRAM, 0), ret;

	memset(&request, 0, sizeof(request));
	copy_text(request.ifr_name, sizeof(request.ifr_name), ifname);
	ret = ioctl(fd, SIOCGIFFLAGS, &request);
	if (ret == 0) {
		request.ifr_flags = up ? request.ifr_flags | IFF_UP : request.ifr_flags & ~IFF_UP;
		ret = ioctl(fd, SIOCSIFFLAGS, &request);
	}
	close(fd);
	if (ret < 0)
		tst_brk_(file, line, TBROK | TERRNO, "cannot switch the network interface %s", ifname);
	return ret;
}

/* One message about an interface or an address. */
static int change(const char *file, int line, int strict, const char *what, const char *ifname, int type, int flags,
		  const void *payload, size_t size, const struct tst_netlink_attr_list *attributes)
{
	struct tst_netlink_context *ctx = tst_netlink_create_context(file, line, NETLINK_ROUTE);
	const struct nlmsghdr header = {.nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags};
	int ok = tst_netlink_add_message(file, line, ctx, &header, payload, size) &&
		 tst_netlink_add_attr_list(file, line, ctx, attributes) >= 0 &&
		 tst_netlink_send_validate(file, line, ctx);

	tst_netlink_destroy_context(file, line, ctx);
	if (!ok && strict)
		tst_brk_(file, line, tst_netlink_errno == EOPNOTSUPP ? TCONF : TBROK, "%s %s: %s", what, ifname,
			 tst_strerrno(tst_netlink_errno));
	return ok;
}

#define END {.len = -1}

int tst_netdev_add_device(const char *file, int line, int strict, const char *ifname, const char *devtype)
{
	const struct ifinfomsg info = {.ifi_family = AF_UNSPEC};
	const struct tst_netlink_attr_list kind[] = {{IFLA_INFO_KIND, devtype, strlen(devtype), NULL}, END};
	const struct tst_netlink_attr_list attributes[] = {
		{IFLA_IFNAME, ifname, strlen(ifname) + 1, NULL},
		{IFLA_LINKINFO, NULL, 0, kind},
		END,
	};

	return change(file, line, strict, "cannot make", ifname, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &info,
		      sizeof(info), attributes);
}

int tst_create_veth_pair(const char *file, int line, int strict, const char *ifname1, const char *ifname2)
{
	const struct ifinfomsg info = {.ifi_family = AF_UNSPEC};
	const struct tst_netlink_attr_list name2[] = {{IFLA_IFNAME, ifname2, strlen(ifname2) + 1, NULL}, END};
	const struct tst_netlink_attr_list peer[] = {{VETH_INFO_PEER, &info, sizeof(info), name2}, END};
	const struct tst_netlink_attr_list kind[] = {
		{IFLA_INFO_KIND, "veth", 4, NULL},
		{IFLA_INFO_DATA, NULL, 0, peer},
		END,
	};
	const struct tst_netlink_attr_list attributes[] = {
		{IFLA_IFNAME, ifname1, strlen(ifname1) + 1, NULL},
		{IFLA_LINKINFO, NULL, 0, kind},
		END,
	};

	return change(file, line, strict, "cannot make the pair of", ifname1, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL,
		      &info, sizeof(info), attributes);
}

int tst_netdev_remove_device(const char *file, int line, int strict, const char *ifname)
{
	const struct ifinfomsg info = {.ifi_family = AF_UNSPEC};
	const struct tst_netlink_attr_list attributes[] = {{IFLA_IFNAME, ifname, strlen(ifname) + 1, NULL}, END};

	return change(file, line, strict, "cannot remove", ifname, RTM_DELLINK, 0, &info, sizeof(info), attributes);
}

int tst_netdev_add_address(const char *file, int line, int strict, const char *ifname, unsigned int family,
			   const void *address, unsigned int prefix, size_t addrlen, unsigned int flags)
{
	const struct ifaddrmsg info = {
		.ifa_family = family,
		.ifa_prefixlen = prefix,
		.ifa_index = tst_netdev_index_by_name(file, line, ifname),
	};
	const struct tst_netlink_attr_list attributes[] = {
		{IFA_LOCAL, address, addrlen, NULL},
		{IFA_ADDRESS, address, addrlen, NULL},
		{IFA_FLAGS, &flags, sizeof(flags), NULL},
		END,
	};

	return change(file, line, strict, "cannot give an address to", ifname, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL,
		      &info, sizeof(info), attributes);
}

int tst_netdev_add_address_inet(const char *file, int line, int strict, const char *ifname, in_addr_t address,
				unsigned int prefix, unsigned int flags)
{
	return tst_netdev_add_address(file, line, strict, ifname, AF_INET, &address, prefix, sizeof(address), flags);
}

/* As root in a user namespace of its own; the maps say which ids of outside it stands for. */
void tst_setup_netns(void)
{
	const int uid = getuid(), gid = getgid();

	if (access("/proc/self/ns/net", F_OK) < 0)
		tst_brk(TCONF | TERRNO, "no network namespaces here");
	if (access("/proc/self/ns/user", F_OK) == 0) {
		SAFE_UNSHARE(CLONE_NEWUSER);
		SAFE_TRY_FILE_PRINTF("/proc/self/setgroups", "deny");
		SAFE_FILE_PRINTF("/proc/self/uid_map", "0 %d 1", uid);
		SAFE_FILE_PRINTF("/proc/self/gid_map", "0 %d 1", gid);
	}
	SAFE_UNSHARE(CLONE_NEWNET);
}

socklen_t tst_get_connect_address(int sock, struct sockaddr_storage *addr)
{
	socklen_t length = sizeof(*addr);
	struct sockaddr_in *in = (struct sockaddr_in *)addr;
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)addr;

	SAFE_GETSOCKNAME(sock, (struct sockaddr *)addr, &length);
	if (addr->ss_family == AF_INET && in->sin_addr.s_addr == htonl(INADDR_ANY))
		in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (addr->ss_family == AF_INET6 && memcmp(&in6->sin6_addr, &in6addr_any, sizeof(in6addr_any)) == 0)
		in6->sin6_addr = in6addr_loopback;
	return length;
}
