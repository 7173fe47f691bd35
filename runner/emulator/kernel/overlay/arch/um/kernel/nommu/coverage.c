// SPDX-License-Identifier: GPL-2.0-only
/*
 * When the counts of os-Linux/nommu/coverage.c are written: at the end, however
 * it comes, and before what comes next is another kernel's.
 */

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/notifier.h>
#include <linux/panic_notifier.h>
#include <linux/printk.h>
#include <init.h>
#include <nommu.h>

static int coverage_fd = -1;

static int __init coverage_setup(char *str)
{
	return kstrtoint(str, 10, &coverage_fd) == 0;
}
__setup("coverage=", coverage_setup);
__uml_help(coverage_setup,
"coverage=<fd>\n"
"    Append the counts of the instrumented objects to this descriptor: when\n"
"    the kernel ends or panics, on SIGUSR2, and before it serves as template.\n\n"
);

void nommu_coverage_dump(void)
{
	static bool busy;
	int err;

	/* a panic or SIGUSR2 may come while the counts are written */
	if (coverage_fd < 0 || busy)
		return;
	busy = true;
	err = nommu_coverage_write(coverage_fd);
	if (err < 0)
		pr_err("coverage is incomplete: error %d\n", -err);
	busy = false;
}
__uml_exitcall(nommu_coverage_dump);

static int coverage_panic(struct notifier_block *self, unsigned long unused,
			  void *text)
{
	nommu_coverage_dump();
	return NOTIFY_DONE;
}

/* Before UML's own, which does not return */
static struct notifier_block coverage_notifier = {
	.notifier_call	= coverage_panic,
	.priority	= INT_MAX,
};

static int __init coverage_init(void)
{
	return atomic_notifier_chain_register(&panic_notifier_list,
					      &coverage_notifier);
}
core_initcall(coverage_init);
