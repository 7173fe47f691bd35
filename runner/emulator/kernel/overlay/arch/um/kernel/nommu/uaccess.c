// SPDX-License-Identifier: GPL-2.0-only
/*
 * Access to the memory of programs without an MMU.
 *
 * Guest memory is one range, readable, writable and executable from end to end,
 * so a copy inside it can't fault. What makes a pointer bad is that it isn't in
 * a mapping of the task: that is looked up, byte exact, so that EFAULT comes
 * where a kernel with an MMU would give it. The protection of a mapping is not
 * looked at: without an MMU it can't be changed, and libraries rely on that.
 *
 * KASAN checks the memory of programs too: a mapping whose pages have been freed
 * is a bug of the kernel.
 */

#include <linux/export.h>
#include <linux/kasan.h>
#include <linux/kasan-checks.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/uaccess.h>

/* How many of the @n bytes from @addr on are the current task's */
static unsigned long own_bytes(unsigned long addr, unsigned long n)
{
	struct mm_struct *mm = current->mm;
	unsigned long pos = addr, end = addr + n;
	struct vm_area_struct *vma;

	if (!mm || end < addr)
		return 0;
	if (mm->context.borrowed)
		return __access_ok((void __user *)addr, n) ? n : 0;

	rcu_read_lock();
	{
		MA_STATE(mas, &mm->mm_mt, addr, addr);

		vma = mas_walk(&mas);
		while (vma && vma->vm_start <= pos) {
			pos = vma->vm_end;
			if (pos >= end) {
				pos = end;
				break;
			}
			vma = mas_next(&mas, end - 1);
		}
	}
	rcu_read_unlock();
	return pos - addr;
}

/*
 * What is borrowed isn't looked up, so there it is the program that may be wrong
 * about an address. The generic code has checked the kernel's end of the copy.
 */
static void begin_user_access(void)
{
	if (current->mm && current->mm->context.borrowed)
		kasan_disable_current();
}

static void end_user_access(void)
{
	if (current->mm && current->mm->context.borrowed)
		kasan_enable_current();
}

static void user_memcpy(void *to, const void *from, unsigned long n)
{
	begin_user_access();
	memcpy(to, from, n);
	end_user_access();
}

static size_t user_strnlen(const char *str, unsigned long n)
{
	size_t len;

	begin_user_access();
	len = strnlen(str, n);
	end_user_access();
	return len;
}

unsigned long raw_copy_from_user(void *to, const void __user *from,
				 unsigned long n)
{
	unsigned long own = own_bytes((unsigned long)from, n);

	user_memcpy(to, (const void __force *)from, own);
	return n - own;
}
EXPORT_SYMBOL(raw_copy_from_user);

unsigned long raw_copy_to_user(void __user *to, const void *from,
			       unsigned long n)
{
	unsigned long own = own_bytes((unsigned long)to, n);

	user_memcpy((void __force *)to, from, own);
	return n - own;
}
EXPORT_SYMBOL(raw_copy_to_user);

unsigned long __clear_user(void __user *mem, unsigned long n)
{
	unsigned long own = own_bytes((unsigned long)mem, n);

	begin_user_access();
	memset((void __force *)mem, 0, own);
	end_user_access();
	return n - own;
}
EXPORT_SYMBOL(__clear_user);

/*
 * A kernel address that can't be read ends everything, there is no fault to
 * recover from. What is mapped is known: the binary and the memory behind it.
 */
bool copy_from_kernel_nofault_allowed(const void *unsafe_src, size_t size)
{
	unsigned long addr = (unsigned long)unsafe_src;

	return addr >= uml_physmem && size <= high_physmem &&
	       addr <= high_physmem - size;
}

long strncpy_from_user(char *dst, const char __user *src, long count)
{
	unsigned long own;
	size_t len;

	if (count <= 0)
		return 0;
	if (!access_ok(src, 1))
		return -EFAULT;

	kasan_check_write(dst, count);
	own = own_bytes((unsigned long)src, count);
	len = user_strnlen((const char __force *)src, own);
	if (len == own && own < count)
		return -EFAULT;
	user_memcpy(dst, (const char __force *)src, len);
	if (len < count)
		dst[len] = 0;
	return len;
}
EXPORT_SYMBOL(strncpy_from_user);

/* Length with the final NUL; more than @count when there is none; 0: a bad pointer */
long strnlen_user(const char __user *str, long count)
{
	unsigned long own;
	size_t len;

	if (count <= 0 || !access_ok(str, 1))
		return 0;

	own = own_bytes((unsigned long)str, count);
	len = user_strnlen((const char __force *)str, own);
	if (len < own)
		return len + 1;
	return own < count ? 0 : count + 1;
}
EXPORT_SYMBOL(strnlen_user);
