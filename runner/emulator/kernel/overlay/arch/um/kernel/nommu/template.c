// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's side of being a template: see os-Linux/nommu/template.c.
 */

#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/timekeeping.h>
#include <init.h>
#include <os.h>
#include <nommu.h>

static int template_fd = -1;

static int __init template_setup(char *str)
{
	return kstrtoint(str, 10, &template_fd) == 0;
}
__setup("template=", template_setup);
__uml_help(template_setup,
"template=<fd>\n"
"    Boot, then wait on this SOCK_SEQPACKET socket instead of reading the\n"
"    first host channel. Each message carries a console and one descriptor\n"
"    for each host channel; it is answered by the number of a new process,\n"
"    a sibling, in which a copy of this kernel goes on with them.\n\n"
);

/* The monotonic clock has stood still while the template waited, that of the day goes on */
static void set_time_of_day(long long waited)
{
	struct timespec64 now;

	ktime_get_real_ts64(&now);
	timespec64_add_ns(&now, waited);
	do_settimeofday64(&now);
}

/* Returns at once unless this is a template; of that only the copies return */
int nommu_template(const int *targets, int nr)
{
	long long waited;
	unsigned long flags;
	int err;

	if (template_fd < 0)
		return 0;
	local_irq_save(flags);
	/* or each copy would count the boot again */
	if (IS_ENABLED(CONFIG_UML_COVERAGE))
		nommu_coverage_dump();
	os_timer_stop();
	waited = os_nsecs();
	err = nommu_template_serve(template_fd, targets, nr);
	if (err < 0)
		panic("cannot be a template: error %d", -err);
	template_fd = -1;
	waited = os_nsecs() - waited;
	os_clock_skip(waited);
	if (os_timer_go_on() < 0)
		panic("no timer");
	nommu_rearm_irqs();
	local_irq_restore(flags);
	set_time_of_day(waited);
	return 0;
}
