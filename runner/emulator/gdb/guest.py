# SPDX-License-Identifier: GPL-2.0-or-later
"""
gdb beside a no-MMU guest: symbols of the programs that run in it, where they were loaded.

A program is a static PIE that the kernel puts anywhere in the guest's memory. The kernel's start_thread() gets the entry
point; that less the entry point of the file is where it was loaded, if the code there is the file's. Nothing here needs
types, so a kernel with line tables only will do. LTP_NOMMU_PROGRAMS in the environment: the files, one a line.
"""

import os
import struct

import gdb

PAGE = 4096


class Program:
    """A program's file: entry point and code."""

    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path)
        with open(path, "rb") as file:
            image = file.read()
        self.entry, sections, size, count, names = struct.unpack_from("<Q8xQ10xHHH", image, 24)
        headers = [struct.unpack_from("<II4Q", image, sections + i * size) for i in range(count)]
        strings = headers[names][4]
        for name, _, _, address, offset, length in headers:
            if image[strings + name:].startswith(b".text\0"):
                self.text, self.code = address, image[offset:offset + length]

    def base_for(self, entry):
        """Where it was loaded when it is what starts at this address, else None."""
        base = entry - self.entry
        if base <= 0 or base % PAGE:
            return None
        try:
            memory = gdb.selected_inferior().read_memory(base + self.text, len(self.code))
        except gdb.MemoryError:
            return None
        return base if bytes(memory) == self.code else None


class Tasks:
    """Which task runs what: a breakpoint in memory that was freed would be a wild store."""

    def __init__(self, programs):
        self.programs = programs
        self.loaded = {}
        self.seen = None
        self.stop_at_start = False

    @staticmethod
    def current():
        return int(gdb.parse_and_eval("*(unsigned long *)&cpu_tasks"))

    def ended(self):
        self.seen = None
        base = self.loaded.pop(self.current(), None)
        if base is not None:
            gdb.execute("remove-symbol-file -a %#x" % base, to_string=True)

    def started(self, entry):
        # New symbols make gdb look at its breakpoints again: it comes here several times for one hit.
        if self.seen == (self.current(), entry):
            return
        self.ended()
        self.seen = (self.current(), entry)
        for program in self.programs:
            base = program.base_for(entry)
            if base is None:
                continue
            gdb.execute("add-symbol-file %s -o %#x" % (program.path, base), to_string=True)
            self.loaded[self.current()] = base + program.text
            gdb.write("%s is at %#x\n" % (program.name, base))
            if self.stop_at_start:
                self.stop_at_start = False
                gdb.Breakpoint("*%#x" % entry, internal=True, temporary=True)
            return


class Silent(gdb.Breakpoint):
    """Calls us and goes on."""

    def __init__(self, function, action):
        super().__init__("*" + function, internal=True)
        self.silent = True
        self.action = action

    def stop(self):
        self.action()
        return False


class CaseStart(gdb.Command):
    """Go on to the first instruction of the next program whose symbols we have: the case's.

From there on `break main` and the like mean the program's function, too."""

    def __init__(self, tasks):
        super().__init__("case-start", gdb.COMMAND_RUNNING)
        self.tasks = tasks

    def invoke(self, argument, from_tty):
        self.tasks.stop_at_start = True
        gdb.execute("continue")


def watch():
    paths = os.environ.get("LTP_NOMMU_PROGRAMS", "").split("\n")
    tasks = Tasks([Program(path) for path in paths if path])
    Silent("start_thread", lambda: tasks.started(int(gdb.parse_and_eval("(unsigned long)$rsi"))))
    Silent("do_exit", tasks.ended)
    CaseStart(tasks)


watch()
