"""Runs one program under ptrace and counts, records, ends or refuses its calls that change files below given directories.

    python3 -m harnesses.tracer --watch DIRECTORY --log FILE [--kill before|after --at N [--mark REGEX --from TEXT]] [--refuse N] [--content]
                                -- PROGRAM...

strace can inject too, but it counts calls per thread, and a JVM has many: here call N is the N-th of the whole program. A
seccomp filter lets every other call pass untouched, so that the program keeps its speed. The log has one JSON line when a call
is entered and one when it has returned; with --mark, what a write has for the first time of what the expression's groups match; the exit code is the program's, 137 when it was killed.
"""

import argparse
import ctypes
import errno
import json
import os
import platform
import re
import signal
import struct
import sys

from . import syscalls

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
LIBC.ptrace.restype = ctypes.c_long

CONTINUE, POKE_USER, SYSCALL, SEIZE, SYSCALL_INFO = 7, 6, 24, 0x4206, 0x420E
# Good syscall stops, follow fork, vfork, clone and exec, seccomp stops, and kill the program when the tracer dies.
OPTIONS = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x80 | 0x100000
EVENT_SECCOMP, EVENT_STOP = 7, 128
ALL_THREADS = 0x40000000
O_CREAT, O_TRUNC = os.O_CREAT, os.O_TRUNC
ORIG_RAX, RAX = 15 * 8, 10 * 8


def ptrace(request, tid, address=0, data=0):
    result = LIBC.ptrace(request, tid, address, data)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def seccomp_program():
    """A filter that stops the traced calls, opens only when they may make or empty a file, and lets all others pass."""
    allow, trace = 0x7FFF0000, 0x7FF00000
    load, equal, some_bit, give = 0x20, 0x15, 0x45, 0x06
    word, numbers = syscalls.machine()
    opens = [(numbers[name], 16 + 8 * position) for name, position in (("openat", 2), ("open", 1)) if name in numbers]
    others = [number for name, number in numbers.items() if name not in ("openat", "open")]
    rules = [(load, 0, 0, 4), (equal, 1, 0, word), (give, 0, 0, allow), (load, 0, 0, 0)]
    for number, flags in opens:
        rules += [(equal, 0, 4, number), (load, 0, 0, flags), (some_bit, 0, 1, O_CREAT | O_TRUNC), (give, 0, 0, trace), (give, 0, 0, allow)]
    for number in others:
        rules += [(equal, 0, 1, number), (give, 0, 0, trace)]
    rules.append((give, 0, 0, allow))
    return b"".join(struct.pack("HBBI", *rule) for rule in rules), len(rules)


class Child:
    """The program, stopped until the tracer has attached itself."""

    def __init__(self, command):
        filters, count = seccomp_program()
        buffer = ctypes.create_string_buffer(filters)
        program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", count, ctypes.addressof(buffer)))
        ready, go = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(go)
            os.read(ready, 1)
            LIBC.prctl(38, 1, 0, 0, 0)
            if LIBC.prctl(22, 2, ctypes.byref(program), 0, 0) != 0:
                os._exit(126)
            try:
                os.execvp(command[0], command)
            finally:
                os._exit(127)
        os.close(ready)
        ptrace(SEIZE, self.pid, 0, OPTIONS)
        os.write(go, b"!")
        os.close(go)


class Tracer:
    def __init__(self, arguments, log):
        self.watched = [os.fsencode(os.path.realpath(path)) for path in arguments.watch]
        self.arguments, self.log = arguments, log
        self.names = {number: name for name, number in syscalls.machine()[1].items()}
        self.count = 0
        self.mark = re.compile(arguments.mark.encode(), re.S) if arguments.mark else None
        self.marked = set()
        # The call before the one that is number 1 for --at; absent while that was not met.
        self.start = None if arguments.start else 0
        # Thread -> what it is in the middle of.
        self.inside = {}

    def follow(self, pid):
        """Until every thread has ended; returns the program's exit code as a shell tells it."""
        self.pid, code = pid, None
        while True:
            try:
                tid, status = os.waitpid(-1, ALL_THREADS)
            except ChildProcessError:
                return code
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                self.inside.pop(tid, None)
                if tid == pid:
                    code = os.waitstatus_to_exitcode(status)
                    code = 128 - code if code < 0 else code
                continue
            try:
                self.stopped(tid, status)
            except ProcessLookupError:
                # Killed while it was stopped: its end is reported next.
                continue

    def stopped(self, tid, status):
        event, number = status >> 16, (status >> 8) & 0xFF
        if event == EVENT_SECCOMP:
            ptrace(SYSCALL if self.entered(tid) else CONTINUE, tid)
        elif number == signal.SIGTRAP | 0x80:
            self.returned(tid)
            ptrace(CONTINUE, tid)
        elif event:
            ptrace(CONTINUE, tid)
        else:
            ptrace(CONTINUE, tid, 0, number)

    def info(self, tid):
        buffer = ctypes.create_string_buffer(88)
        ptrace(SYSCALL_INFO, tid, 88, ctypes.addressof(buffer))
        return buffer.raw

    def read(self, tid, address, length):
        with open(f"/proc/{tid}/mem", "rb", 0) as memory:
            memory.seek(address)
            return memory.read(length)

    def read_string(self, tid, address):
        text = b""
        while b"\0" not in text:
            # A page at a time, because the one behind the string may not be there.
            text += self.read(tid, address + len(text), 4096 - (address + len(text)) % 4096)
        return text[: text.index(b"\0")]

    def is_watched(self, path):
        return path is not None and any(path == root or path.startswith(root + b"/") for root in self.watched)

    def entered(self, tid):
        number, *arguments = struct.unpack_from("<7Q", self.info(tid), 24)
        name = self.names[number]
        paths = syscalls.places(tid, name, arguments, lambda address: self.read_string(tid, address))
        if not any(self.is_watched(path) for path in paths):
            return False
        self.count += 1
        entry = {"n": self.count, "call": name, "paths": [os.fsdecode(path or b"") for path in paths]}
        if self.arguments.content:
            entry |= self.content(tid, name, arguments, paths)
        if self.mark and name in ("write", "pwrite64"):
            entry |= self.marks(self.read(tid, arguments[1], arguments[2]))
        self.write({"enter": True} | entry)
        self.inside[tid] = entry
        if self.arguments.kill == "before" and self.is_due(entry):
            os.kill(self.pid, signal.SIGKILL)
        refuse = self.arguments.refuse
        if refuse and self.count >= refuse and name in syscalls.NEED_ROOM:
            entry["refused"] = True
            ptrace(POKE_USER, tid, ORIG_RAX, 0xFFFFFFFFFFFFFFFF)
        return True

    def is_due(self, entry):
        return self.start is not None and entry["n"] - self.start == self.arguments.at

    def marks(self, data):
        """What was not written before; the first that --from names begins the counting."""
        new = {match[match.lastindex].decode() for match in self.mark.finditer(data)} - self.marked
        self.marked |= new
        if self.start is None and self.arguments.start in new:
            self.start = self.count - 1
        return {"marks": sorted(new)} if new else {}

    def content(self, tid, name, arguments, paths):
        """What a replay needs to know beyond the paths."""
        if name in ("write", "pwrite64"):
            data = self.read(tid, arguments[1], arguments[2])
            offset = arguments[3] if name == "pwrite64" else self.position(tid, syscalls.signed(arguments[0]))
            return {"offset": offset, "data": data.hex()}
        if name in ("open", "openat", "creat"):
            flags = {"open": lambda: arguments[1], "openat": lambda: arguments[2], "creat": lambda: O_CREAT | O_TRUNC}[name]()
            return {"new": not os.path.lexists(paths[0]), "truncates": bool(flags & O_TRUNC)}
        if name == "ftruncate":
            return {"size": arguments[1]}
        return {}

    def position(self, tid, descriptor):
        with open(f"/proc/{tid}/fdinfo/{descriptor}") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("pos:"))

    def returned(self, tid):
        entry = self.inside.pop(tid, None)
        if entry is None:
            return
        if entry.get("refused"):
            ptrace(POKE_USER, tid, RAX, (-errno.ENOSPC) & 0xFFFFFFFFFFFFFFFF)
            result = -errno.ENOSPC
        else:
            result = struct.unpack_from("<q", self.info(tid), 24)[0]
        self.write({"n": entry["n"], "result": result})
        if self.arguments.kill == "after" and self.is_due(entry):
            os.kill(self.pid, signal.SIGKILL)

    def write(self, line):
        if self.log is not None:
            self.log.write(json.dumps(line) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--watch", action="append", required=True)
    parser.add_argument("--log")
    parser.add_argument("--kill", choices=("before", "after"))
    parser.add_argument("--at", type=int, default=0)
    parser.add_argument("--mark", help="an expression whose groups match what is looked for in what is written")
    parser.add_argument("--from", dest="start", help="count for --at from the first write on in which --mark matches this text")
    parser.add_argument("--refuse", type=int, default=0, help="from call N on the disk is full")
    parser.add_argument("--content", action="store_true")
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    if arguments.refuse and platform.machine() != "x86_64":
        raise SystemExit("calls can be refused on x86_64 only")
    log = open(arguments.log, "w") if arguments.log else None
    # The program gets the interrupts of its terminal itself; its tracer must outlive it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = Tracer(arguments, log).follow(Child(arguments.command).pid)
    if log is not None:
        log.close()
    sys.exit(code)


if __name__ == "__main__":
    main()
