// SPDX-License-Identifier: GPL-2.0-only
/*
 * Host channels: character devices whose bytes go straight to and from
 * descriptors that the host handed to this kernel. There is no line discipline
 * and no buffer, so what a program has written is on the host before write()
 * returns, whatever becomes of the kernel afterwards.
 */

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <init.h>
#include <os.h>
#ifndef CONFIG_MMU
#include <nommu.h>
#else
static inline int nommu_template(const int *targets, int nr)
{
	return 0;
}
#endif

#define HOSTCHAN_MAX	8
#define HOSTCHAN_CHUNK	4096
/*
 * The first two are for init alone, once: what it is told to run and its own
 * account of the end. Programs must be able to reach neither.
 */
#define HOSTCHAN_INIT	2

static int hostchan_fds[HOSTCHAN_MAX];
static int hostchan_nr;
static bool hostchan_opened[HOSTCHAN_INIT];
static bool hostchan_started;
static dev_t hostchan_dev;
static struct cdev hostchan_cdev;

/* not allocated when needed: there may be no memory left to tell so */
static char hostchan_buf[HOSTCHAN_CHUNK];
static DEFINE_MUTEX(hostchan_lock);

static int __init hostchan_setup(char *str)
{
	int numbers[HOSTCHAN_MAX + 1];

	get_options(str, ARRAY_SIZE(numbers), numbers);
	hostchan_nr = numbers[0];
	memcpy(hostchan_fds, numbers + 1, hostchan_nr * sizeof(int));
	return 1;
}
__setup("hostchan=", hostchan_setup);
__uml_help(hostchan_setup,
"hostchan=<fd>[,<fd>...]\n"
"    Make host descriptors available as /dev/hostchan0 and so on. The first\n"
"    two can be opened by init only and only once.\n\n"
);

static int hostchan_fd(struct file *file)
{
	return hostchan_fds[iminor(file_inode(file))];
}

static int hostchan_open(struct inode *inode, struct file *file)
{
	unsigned int nr = iminor(inode);

	if (nr >= hostchan_nr)
		return -ENXIO;
	if (nr < HOSTCHAN_INIT) {
		if (!is_global_init(current))
			return -EPERM;
		if (hostchan_opened[nr])
			return -EBUSY;
		hostchan_opened[nr] = true;
	}
	return stream_open(inode, file);
}

static ssize_t hostchan_read(struct file *file, char __user *buf, size_t count,
			     loff_t *pos)
{
	int n;

	mutex_lock(&hostchan_lock);
	if (!hostchan_started) {
		/* returns when there is something to read */
		n = nommu_template(hostchan_fds, hostchan_nr);
		if (n < 0)
			goto out;
		hostchan_started = true;
	}
	do {
		n = os_read_file(hostchan_fd(file), hostchan_buf,
				 min_t(size_t, count, HOSTCHAN_CHUNK));
	} while (n == -EINTR);
	if (n > 0 && copy_to_user(buf, hostchan_buf, n))
		n = -EFAULT;
out:
	mutex_unlock(&hostchan_lock);
	return n;
}

static int write_all(int fd, const char *buf, int len)
{
	int n, done = 0;

	while (done < len) {
		n = os_write_file(fd, buf + done, len - done);
		if (n == -EINTR || n == -EAGAIN)
			continue;
		if (n < 0)
			return n;
		done += n;
	}
	return 0;
}

static ssize_t hostchan_write(struct file *file, const char __user *buf,
			      size_t count, loff_t *pos)
{
	size_t done = 0;
	int err = 0;

	mutex_lock(&hostchan_lock);
	while (done < count && !err) {
		size_t n = min_t(size_t, count - done, HOSTCHAN_CHUNK);

		if (copy_from_user(hostchan_buf, buf + done, n))
			err = -EFAULT;
		else
			err = write_all(hostchan_fd(file), hostchan_buf, n);
		if (!err)
			done += n;
	}
	mutex_unlock(&hostchan_lock);
	return done ? done : err;
}

static const struct file_operations hostchan_fops = {
	.owner	= THIS_MODULE,
	.open	= hostchan_open,
	.read	= hostchan_read,
	.write	= hostchan_write,
};

static const struct class hostchan_class = {
	.name = "hostchan",
};

static int __init hostchan_init(void)
{
	int err, i;

	if (!hostchan_nr)
		return 0;

	err = alloc_chrdev_region(&hostchan_dev, 0, hostchan_nr, "hostchan");
	if (err)
		return err;
	cdev_init(&hostchan_cdev, &hostchan_fops);
	err = cdev_add(&hostchan_cdev, hostchan_dev, hostchan_nr);
	if (err)
		return err;
	err = class_register(&hostchan_class);
	if (err)
		return err;

	for (i = 0; i < hostchan_nr; i++)
		device_create(&hostchan_class, NULL, hostchan_dev + i, NULL,
			      "hostchan%d", i);
	return 0;
}
device_initcall(hostchan_init);
