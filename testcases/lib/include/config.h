// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What LTP's configure would find here: the C library is musl, the kernel's headers are the host's. Only what tests ask
 * for; a name that is absent is something that is not there: libaio, libnuma, libcap, libkeyutils, libacl, getcontext,
 * mallinfo.
 */
#ifndef LTP_NOMMU_CONFIG_H
#define LTP_NOMMU_CONFIG_H

#if __has_include(<asm/ldt.h>)
#define HAVE_ASM_LDT_H 1
#endif
#if __has_include(<asm/prctl.h>)
#define HAVE_ASM_PRCTL_H 1
#endif
#if __has_include(<dirent.h>)
#define HAVE_DIRENT_H 1
#endif
#if __has_include(<fts.h>)
#define HAVE_FTS_H 1
#endif
#if __has_include(<ifaddrs.h>)
#define HAVE_IFADDRS_H 1
#endif
#if __has_include(<inttypes.h>)
#define HAVE_INTTYPES_H 1
#endif
#if __has_include(<linux/acct.h>)
#define HAVE_LINUX_ACCT_H 1
#endif
#if __has_include(<linux/aio_abi.h>)
#define HAVE_LINUX_AIO_ABI_H 1
#endif
#if __has_include(<linux/bpf.h>)
#define HAVE_LINUX_BPF_H 1
#endif
#if __has_include(<linux/can.h>)
#define HAVE_LINUX_CAN_H 1
#endif
#if __has_include(<linux/capability.h>)
#define HAVE_LINUX_CAPABILITY_H 1
#endif
#if __has_include(<linux/cgroupstats.h>)
#define HAVE_LINUX_CGROUPSTATS_H 1
#endif
#if __has_include(<linux/close_range.h>)
#define HAVE_LINUX_CLOSE_RANGE_H 1
#endif
#if __has_include(<linux/cryptouser.h>)
#define HAVE_LINUX_CRYPTOUSER_H 1
#endif
#if __has_include(<linux/dccp.h>)
#define HAVE_LINUX_DCCP_H 1
#endif
#if __has_include(<linux/fs.h>)
#define HAVE_LINUX_FS_H 1
#endif
#if __has_include(<linux/futex.h>)
#define HAVE_LINUX_FUTEX_H 1
#endif
#if __has_include(<linux/genetlink.h>)
#define HAVE_LINUX_GENETLINK_H 1
#endif
#if __has_include(<linux/if_addr.h>)
#define HAVE_LINUX_IF_ADDR_H 1
#endif
#if __has_include(<linux/if_alg.h>)
#define HAVE_LINUX_IF_ALG_H 1
#endif
#if __has_include(<linux/if_ether.h>)
#define HAVE_LINUX_IF_ETHER_H 1
#endif
#if __has_include(<linux/if_packet.h>)
#define HAVE_LINUX_IF_PACKET_H 1
#endif
#if __has_include(<linux/io_uring.h>)
#define HAVE_LINUX_IO_URING_H 1
#endif
#if __has_include(<linux/ioprio.h>)
#define HAVE_LINUX_IOPRIO_H 1
#endif
#if __has_include(<linux/kcmp.h>)
#define HAVE_LINUX_KCMP_H 1
#endif
#if __has_include(<linux/keyctl.h>)
#define HAVE_LINUX_KEYCTL_H 1
#endif
#if __has_include(<linux/landlock.h>)
#define HAVE_LINUX_LANDLOCK_H 1
#endif
#if __has_include(<linux/loop.h>)
#define HAVE_LINUX_LOOP_H 1
#endif
#if __has_include(<linux/lsm.h>)
#define HAVE_LINUX_LSM_H 1
#endif
#if __has_include(<linux/mempolicy.h>)
#define HAVE_LINUX_MEMPOLICY_H 1
#endif
#if __has_include(<linux/module.h>)
#define HAVE_LINUX_MODULE_H 1
#endif
#if __has_include(<linux/mount.h>)
#define HAVE_LINUX_MOUNT_H 1
#endif
#if __has_include(<linux/netlink.h>)
#define HAVE_LINUX_NETLINK_H 1
#endif
#if __has_include(<linux/nsfs.h>)
#define HAVE_LINUX_NSFS_H 1
#endif
#if __has_include(<linux/openat2.h>)
#define HAVE_LINUX_OPENAT2_H 1
#endif
#if __has_include(<linux/perf_event.h>)
#define HAVE_LINUX_PERF_EVENT_H 1
#endif
#if __has_include(<linux/pidfd.h>)
#define HAVE_LINUX_PIDFD_H 1
#endif
#if __has_include(<linux/ptrace.h>)
#define HAVE_LINUX_PTRACE_H 1
#endif
#if __has_include(<linux/random.h>)
#define HAVE_LINUX_RANDOM_H 1
#endif
#if __has_include(<linux/seccomp.h>)
#define HAVE_LINUX_SECCOMP_H 1
#endif
#if __has_include(<linux/securebits.h>)
#define HAVE_LINUX_SECUREBITS_H 1
#endif
#if __has_include(<linux/signalfd.h>)
#define HAVE_LINUX_SIGNALFD_H 1
#endif
#if __has_include(<linux/sysctl.h>)
#define HAVE_LINUX_SYSCTL_H 1
#endif
#if __has_include(<linux/taskstats.h>)
#define HAVE_LINUX_TASKSTATS_H 1
#endif
#if __has_include(<linux/tty.h>)
#define HAVE_LINUX_TTY_H 1
#endif
#if __has_include(<linux/types.h>)
#define HAVE_LINUX_TYPES_H 1
#endif
#if __has_include(<linux/uinput.h>)
#define HAVE_LINUX_UINPUT_H 1
#endif
#if __has_include(<linux/userfaultfd.h>)
#define HAVE_LINUX_USERFAULTFD_H 1
#endif
#if __has_include(<linux/watch_queue.h>)
#define HAVE_LINUX_WATCH_QUEUE_H 1
#endif
#if __has_include(<mqueue.h>)
#define HAVE_MQUEUE_H 1
#endif
#if __has_include(<netinet/sctp.h>)
#define HAVE_NETINET_SCTP_H 1
#endif
#if __has_include(<poll.h>)
#define HAVE_POLL_H 1
#endif
#if __has_include(<pthread.h>)
#define HAVE_PTHREAD_H 1
#endif
#if __has_include(<sys/epoll.h>)
#define HAVE_SYS_EPOLL_H 1
#endif
#if __has_include(<sys/fanotify.h>)
#define HAVE_SYS_FANOTIFY_H 1
#endif
#if __has_include(<sys/inotify.h>)
#define HAVE_SYS_INOTIFY_H 1
#endif
#if __has_include(<sys/pidfd.h>)
#define HAVE_SYS_PIDFD_H 1
#endif
#if __has_include(<sys/prctl.h>)
#define HAVE_SYS_PRCTL_H 1
#endif
#if __has_include(<sys/quota.h>)
#define HAVE_SYS_QUOTA_H 1
#endif
#if __has_include(<sys/random.h>)
#define HAVE_SYS_RANDOM_H 1
#endif
#if __has_include(<sys/shm.h>)
#define HAVE_SYS_SHM_H 1
#endif
#if __has_include(<sys/signalfd.h>)
#define HAVE_SYS_SIGNALFD_H 1
#endif
#if __has_include(<sys/statvfs.h>)
#define HAVE_SYS_STATVFS_H 1
#endif
#if __has_include(<sys/timerfd.h>)
#define HAVE_SYS_TIMERFD_H 1
#endif
#if __has_include(<sys/ustat.h>)
#define HAVE_SYS_USTAT_H 1
#endif
#if __has_include(<sys/utsname.h>)
#define HAVE_SYS_UTSNAME_H 1
#endif
#if __has_include(<sys/xattr.h>)
#define HAVE_SYS_XATTR_H 1
#endif
#if __has_include(<xfs/xqm.h>)
#define HAVE_XFS_XQM_H 1
#endif

/* Functions of musl. */
#define HAVE_COPY_FILE_RANGE 1
#define HAVE_EPOLL_PWAIT 1
#define HAVE_EVENTFD 1
#define HAVE_FALLOCATE 1
#define HAVE_FCHOWNAT 1
#define HAVE_FSTATAT 1
#define HAVE_FUTIMESAT 1
#define HAVE_GETAUXVAL 1
#define HAVE_GETDENTS 1
#define HAVE_MEMFD_CREATE 1
#define HAVE_MKDIRAT 1
#define HAVE_MKDTEMP 1
#define HAVE_MKNODAT 1
#define HAVE_MLOCK2 1
#define HAVE_NAME_TO_HANDLE_AT 1
#define HAVE_OPENAT 1
#define HAVE_PREADV 1
#define HAVE_PWRITEV 1
#define HAVE_QSORT_R 1
#define HAVE_READLINKAT 1
#define HAVE_RECVMMSG 1
#define HAVE_RENAMEAT 1
#define HAVE_SEMTIMEDOP 1
#define HAVE_SCHED_GETCPU 1
#define HAVE_SENDMMSG 1
#define HAVE_SETNS 1
#define HAVE_SIGNALFD 1
#define HAVE_SPLICE 1
#define HAVE_STIME 1
#define HAVE_SYNCFS 1
#define HAVE_SYNC_FILE_RANGE 1
#define HAVE_TEE 1
#define HAVE_TIMERFD_CREATE 1
#define HAVE_TIMERFD_GETTIME 1
#define HAVE_TIMERFD_SETTIME 1
#define HAVE_UNSHARE 1
#define HAVE_UTIMENSAT 1
#define HAVE_VFORK 1
#define HAVE_VMSPLICE 1
#define HAVE_DAEMON 1

/* Structures and their members. */
#define HAVE_STRUCT_ACCT_V3 1
#define HAVE_STRUCT_FILE_HANDLE 1
#define HAVE_STRUCT_F_OWNER_EX 1
#define HAVE_STRUCT_IOVEC 1
#define HAVE_STRUCT_MMSGHDR 1
#define HAVE_STRUCT_SIGACTION_SA_SIGACTION 1
#define HAVE_STRUCT_SIGNALFD_SIGINFO_SSI_SIGNO 1
#define HAVE_STRUCT_UTSNAME_DOMAINNAME 1
#define HAVE_STRUCT_PERF_EVENT_ATTR 1
#define HAVE_PERF_EVENT_ATTR 1
#define HAVE_STRUCT_XT_ENTRY_MATCH 1
#define HAVE_STRUCT_XT_ENTRY_TARGET 1
#define HAVE_STRUCT_TPACKET_REQ3 1
#define HAVE_STRUCT_LOOP_CONFIG 1
#define HAVE_FILE_CLONE_RANGE 1
#define HAVE_STRUCT_FILE_DEDUPE_RANGE 1
#define HAVE_STRUCT_USER_DESC 1
#define HAVE_STRUCT_IF_NEXTDQBLK 1
#define HAVE_STRUCT_FS_QUOTA_STATV 1
#define HAVE_ATOMIC_MEMORY_MODEL 1
#define HAVE_BUILTIN_CLEAR_CACHE 1
#define HAVE_SYNC_ADD_AND_FETCH 1

/* These are always defined, as 0 or 1. */
#define HAVE_DECL_MADV_MERGEABLE 1
#define HAVE_DECL_PR_CAPBSET_DROP 1
#define HAVE_DECL_PR_CAPBSET_READ 1
#define HAVE_DECL_IFLA_NET_NS_PID 1
#define HAVE_DECL_IFLA_VETH_PEER 1
#define HAVE_DECL_LANDLOCK_RULE_PATH_BENEATH 1
#define HAVE_DECL_PTRACE_GETSIGINFO 1
#define HAVE_DECL_PTRACE_O_TRACEVFORKDONE 1
#define HAVE_DECL_PTRACE_SETOPTIONS 1
#define HAVE_DECL_LANDLOCK_RULE_NET_PORT 0
#define HAVE_DECL_FSCONFIG_CMD_CREATE_EXCL 0
#define HAVE_DECL_SEM_STAT_ANY 1

/* Structures that grew with the kernel's headers. */
#include <linux/version.h>
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
#define HAVE_STRUCT_MNT_ID_REQ 1
#define HAVE_STRUCT_STATMOUNT 1
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#define HAVE_STRUCT_STATMOUNT_MNT_NS_ID 1
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
#define HAVE_STRUCT_STATMOUNT_MNT_OPTS 1
#endif

#endif
