// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Numbers of system calls. A call that the C library's headers are too old to know has the number that all
 * machines share since 5.1; one that this machine does not have has a number that no kernel knows, and tst_syscall()
 * says TCONF for it.
 */
#ifndef LAPI_SYSCALLS_H
#define LAPI_SYSCALLS_H

#include <sys/syscall.h>

#include "tst_syscall.h"

#define __LTP__NR_INVALID_SYSCALL TST_NO_SYSCALL_NR

#ifndef __NR_pidfd_send_signal
#define __NR_pidfd_send_signal 424
#endif
#ifndef __NR_io_uring_setup
#define __NR_io_uring_setup 425
#endif
#ifndef __NR_io_uring_enter
#define __NR_io_uring_enter 426
#endif
#ifndef __NR_io_uring_register
#define __NR_io_uring_register 427
#endif
#ifndef __NR_open_tree
#define __NR_open_tree 428
#endif
#ifndef __NR_move_mount
#define __NR_move_mount 429
#endif
#ifndef __NR_fsopen
#define __NR_fsopen 430
#endif
#ifndef __NR_fsconfig
#define __NR_fsconfig 431
#endif
#ifndef __NR_fsmount
#define __NR_fsmount 432
#endif
#ifndef __NR_fspick
#define __NR_fspick 433
#endif
#ifndef __NR_pidfd_open
#define __NR_pidfd_open 434
#endif
#ifndef __NR_clone3
#define __NR_clone3 435
#endif
#ifndef __NR_close_range
#define __NR_close_range 436
#endif
#ifndef __NR_openat2
#define __NR_openat2 437
#endif
#ifndef __NR_pidfd_getfd
#define __NR_pidfd_getfd 438
#endif
#ifndef __NR_faccessat2
#define __NR_faccessat2 439
#endif
#ifndef __NR_process_madvise
#define __NR_process_madvise 440
#endif
#ifndef __NR_epoll_pwait2
#define __NR_epoll_pwait2 441
#endif
#ifndef __NR_mount_setattr
#define __NR_mount_setattr 442
#endif
#ifndef __NR_quotactl_fd
#define __NR_quotactl_fd 443
#endif
#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#endif
#ifndef __NR_landlock_add_rule
#define __NR_landlock_add_rule 445
#endif
#ifndef __NR_landlock_restrict_self
#define __NR_landlock_restrict_self 446
#endif
#ifndef __NR_memfd_secret
#define __NR_memfd_secret 447
#endif
#ifndef __NR_process_mrelease
#define __NR_process_mrelease 448
#endif
#ifndef __NR_futex_waitv
#define __NR_futex_waitv 449
#endif
#ifndef __NR_set_mempolicy_home_node
#define __NR_set_mempolicy_home_node 450
#endif
#ifndef __NR_cachestat
#define __NR_cachestat 451
#endif
#ifndef __NR_fchmodat2
#define __NR_fchmodat2 452
#endif
#ifndef __NR_map_shadow_stack
#define __NR_map_shadow_stack 453
#endif
#ifndef __NR_futex_wake
#define __NR_futex_wake 454
#endif
#ifndef __NR_futex_wait
#define __NR_futex_wait 455
#endif
#ifndef __NR_futex_requeue
#define __NR_futex_requeue 456
#endif
#ifndef __NR_statmount
#define __NR_statmount 457
#endif
#ifndef __NR_listmount
#define __NR_listmount 458
#endif
#ifndef __NR_lsm_get_self_attr
#define __NR_lsm_get_self_attr 459
#endif
#ifndef __NR_lsm_set_self_attr
#define __NR_lsm_set_self_attr 460
#endif
#ifndef __NR_lsm_list_modules
#define __NR_lsm_list_modules 461
#endif
#ifndef __NR_mseal
#define __NR_mseal 462
#endif
#ifndef __NR_setxattrat
#define __NR_setxattrat 463
#endif
#ifndef __NR_getxattrat
#define __NR_getxattrat 464
#endif
#ifndef __NR_listxattrat
#define __NR_listxattrat 465
#endif
#ifndef __NR_removexattrat
#define __NR_removexattrat 466
#endif
#ifndef __NR_open_tree_attr
#define __NR_open_tree_attr 467
#endif
#ifndef __NR_file_getattr
#define __NR_file_getattr 468
#endif
#ifndef __NR_file_setattr
#define __NR_file_setattr 469
#endif
#ifndef __NR_listns
#define __NR_listns 470
#endif

/* Only some machines have these. */
#ifndef __NR__llseek
#define __NR__llseek __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR__newselect
#define __NR__newselect __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_arm_fadvise64_64
#define __NR_arm_fadvise64_64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_arm_sync_file_range
#define __NR_arm_sync_file_range __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_bdflush
#define __NR_bdflush __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_break
#define __NR_break __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_cacheflush
#define __NR_cacheflush __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_chown32
#define __NR_chown32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_clock_adjtime64
#define __NR_clock_adjtime64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_clock_getres_time64
#define __NR_clock_getres_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_clock_gettime64
#define __NR_clock_gettime64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_clock_nanosleep_time64
#define __NR_clock_nanosleep_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_clock_settime64
#define __NR_clock_settime64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_fadvise64_64
#define __NR_fadvise64_64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_fchown32
#define __NR_fchown32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_fcntl64
#define __NR_fcntl64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_fstat64
#define __NR_fstat64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_fstatat64
#define __NR_fstatat64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_fstatfs64
#define __NR_fstatfs64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_ftime
#define __NR_ftime __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_ftruncate64
#define __NR_ftruncate64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_futex_time64
#define __NR_futex_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_getegid32
#define __NR_getegid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_geteuid32
#define __NR_geteuid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_getgid32
#define __NR_getgid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_getgroups32
#define __NR_getgroups32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_getresgid32
#define __NR_getresgid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_getresuid32
#define __NR_getresuid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_getuid32
#define __NR_getuid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_gtty
#define __NR_gtty __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_idle
#define __NR_idle __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_io_pgetevents_time64
#define __NR_io_pgetevents_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_ipc
#define __NR_ipc __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_lchown32
#define __NR_lchown32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_lock
#define __NR_lock __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_lstat64
#define __NR_lstat64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_madvise1
#define __NR_madvise1 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_memory_ordering
#define __NR_memory_ordering __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_mmap2
#define __NR_mmap2 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_mpx
#define __NR_mpx __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_mq_timedreceive_time64
#define __NR_mq_timedreceive_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_mq_timedsend_time64
#define __NR_mq_timedsend_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_nice
#define __NR_nice __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_oldfstat
#define __NR_oldfstat __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_oldlstat
#define __NR_oldlstat __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_oldolduname
#define __NR_oldolduname __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_oldstat
#define __NR_oldstat __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_olduname
#define __NR_olduname __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_perfctr
#define __NR_perfctr __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_ppoll_time64
#define __NR_ppoll_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_prof
#define __NR_prof __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_profil
#define __NR_profil __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_pselect6_time64
#define __NR_pselect6_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_readdir
#define __NR_readdir __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_recv
#define __NR_recv __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_recvmmsg_time64
#define __NR_recvmmsg_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_riscv_flush_icache
#define __NR_riscv_flush_icache __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_riscv_hwprobe
#define __NR_riscv_hwprobe __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_rt_sigtimedwait_time64
#define __NR_rt_sigtimedwait_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_s390_pci_mmio_read
#define __NR_s390_pci_mmio_read __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sched_rr_get_interval_time64
#define __NR_sched_rr_get_interval_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_semtimedop_time64
#define __NR_semtimedop_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_send
#define __NR_send __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sendfile64
#define __NR_sendfile64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_setfsgid32
#define __NR_setfsgid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_setfsuid32
#define __NR_setfsuid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_setgid32
#define __NR_setgid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_setgroups32
#define __NR_setgroups32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_setregid32
#define __NR_setregid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_setresgid32
#define __NR_setresgid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_setresuid32
#define __NR_setresuid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_setreuid32
#define __NR_setreuid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_setuid32
#define __NR_setuid32 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sgetmask
#define __NR_sgetmask __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sigaction
#define __NR_sigaction __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_signal
#define __NR_signal __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sigpending
#define __NR_sigpending __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sigprocmask
#define __NR_sigprocmask __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sigreturn
#define __NR_sigreturn __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sigsuspend
#define __NR_sigsuspend __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_socketcall
#define __NR_socketcall __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_spu_run
#define __NR_spu_run __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_ssetmask
#define __NR_ssetmask __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_stat64
#define __NR_stat64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_statfs64
#define __NR_statfs64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_stime
#define __NR_stime __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_stty
#define __NR_stty __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_switch_endian
#define __NR_switch_endian __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sync_file_range2
#define __NR_sync_file_range2 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_sysmips
#define __NR_sysmips __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_timer_gettime64
#define __NR_timer_gettime64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_timer_settime64
#define __NR_timer_settime64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_timerfd_gettime64
#define __NR_timerfd_gettime64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_timerfd_settime64
#define __NR_timerfd_settime64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_truncate64
#define __NR_truncate64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_ugetrlimit
#define __NR_ugetrlimit __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_ulimit
#define __NR_ulimit __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_umount
#define __NR_umount __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_utimensat_time64
#define __NR_utimensat_time64 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_vm86
#define __NR_vm86 __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_vm86old
#define __NR_vm86old __LTP__NR_INVALID_SYSCALL
#endif
#ifndef __NR_waitpid
#define __NR_waitpid __LTP__NR_INVALID_SYSCALL
#endif

#endif
