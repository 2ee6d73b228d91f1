"""Where the memory of a JVM goes: its mappings as it describes them itself, each with what of it is resident."""

import collections
import re
import socket
import threading
import time
from dataclasses import dataclass

from . import stages
from .tools import Result, Tool, reap

MIB = 1 << 20

# Looks every so often; takes the whole map when so much more is resident than the last time.
INTERVAL, RISE = 0.01, 2 * MIB

# Tracking costs 16 bytes for each piece of C memory; the listener answers without a signal, which a JVM that has
# not come so far would die of.
OPTIONS = "-XX:NativeMemoryTracking=summary -XX:+StartAttachListener"

FOREIGN, OWN, REST, UNSEEN = "buffers outside the heap", "C memory of the JVM", "zstd, C library, freed", "not seen (between looks)"
ORDER = [*stages.MAPPINGS, stages.OTHER_JVM_MEMORY, FOREIGN, OWN, REST, stages.PROGRAM_FILES, UNSEEN]


class NoProfile(Exception):
    """Why there is none."""


@dataclass
class Look:
    """One look at a process: what is resident by part, in bytes, and some figures beside."""

    parts: dict
    heap_used: int
    heap_committed: int
    anonymous: int
    of_files: int
    after: float


class MemoryProfiled(Tool):
    """The program, watched while it runs; `last` is the look nearest to its peak, `launched` how its launcher starts it."""

    last, launched = None, None

    def environment(self, *arguments, **more):
        given = super().environment(*arguments, **more)
        return given | {"JDK_JAVA_OPTIONS": f"{given.get('JDK_JAVA_OPTIONS', '')} {OPTIONS}"}

    def run(self, repository, *arguments, cache, cwd=None, **more):
        if arguments[0] == "init":
            return super().run(repository, *arguments, cache=cache, cwd=cwd, **more)
        begin = time.monotonic()
        with self.start(repository, *arguments, cache=cache, cwd=cwd) as process:
            watch = Watch(process.pid, begin)
            try:
                code, out, err, usage = reap(process, 3600)
                wall = time.monotonic() - begin
            finally:
                watch.end()
        self.launched = self.launched or watch.command and watch.command[:len(watch.command) - len(arguments)]
        if code:
            raise NoProfile(f"exit {code} of {arguments[0]}: {err.strip()[-300:]}")
        if not watch.look:
            raise NoProfile(watch.trouble)
        peak = usage.ru_maxrss * 1024
        watch.look.parts[UNSEEN] = max(0, peak - sum(watch.look.parts.values()))
        self.last = watch.look
        return Result(list(arguments), code, out, err, wall, usage.ru_utime + usage.ru_stime, peak)


class Watch:
    """Follows a process from a thread of its own."""

    def __init__(self, pid, began):
        self.pid, self.look, self.command, self.trouble = pid, None, None, "no JVM was seen to run it"
        self.began, self.ended = began, threading.Event()
        self.thread = threading.Thread(target=self.follow)
        self.thread.start()

    def end(self):
        self.ended.set()
        self.thread.join()

    def follow(self):
        highest = 0
        while not self.ended.wait(INTERVAL):
            try:
                status = status_of(self.pid)
                if status["Name"] != "java" or status.get("VmRSS", 0) < highest + RISE:
                    continue
                self.command = self.command or read(self.pid, "cmdline").split("\0")[:-1]
                self.look = look(self.pid, status, time.monotonic() - self.began)
                highest = status["VmRSS"]
            except (OSError, KeyError) as gone:
                # Not there yet, or no more.
                self.trouble = f"the JVM does not answer ({gone})"
            except NoProfile as refused:
                self.trouble = str(refused)
            except (ValueError, TypeError) as strange:
                self.trouble = f"this JVM describes its memory in other words ({strange})"


def read(pid, what):
    with open(f"/proc/{pid}/{what}", encoding="utf-8", errors="replace") as file:
        return file.read()


def status_of(pid):
    """The lines of /proc/PID/status, amounts in bytes."""
    fields = dict(line.split(":", 1) for line in read(pid, "status").splitlines())
    return {key: int(value.split()[0]) * 1024 if value.endswith(" kB") else value.strip() for key, value in fields.items()}


def look(pid, status, after):
    mapped = ask(pid, "System.map")
    tracked = ask(pid, "VM.native_memory summary")
    used = sum(int(amount) for name, amount in re.findall(r"(?m)^ ?(\S.*?) +total \d+K, used (\d+)K", ask(pid, "GC.heap_info"))
               if name != "Metaspace")
    committed = int(re.search(r"Java Heap \(reserved=\d+KB, committed=(\d+)KB", tracked)[1])
    return Look(parts_of(mapped, tracked), used * 1024, committed * 1024, status["RssAnon"], status["RssFile"] + status["RssShmem"], after)


def ask(pid, command):
    """What jcmd does, without a JVM of its own that would take the processor from the one that is watched."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(f"/tmp/.java_pid{pid}")
        connection.sendall(b"1\0jcmd\0" + command.encode() + b"\0\0\0")
        with connection.makefile("rb") as answer:
            code, _, text = answer.read().decode("utf-8", "replace").partition("\n")
    if code != "0":
        raise NoProfile(f"this JVM refuses {command}: {text.strip().splitlines()[-1:]}")
    return text


def parts_of(mapped, tracked):
    """The resident bytes of each part, from the texts of System.map and VM.native_memory."""
    parts = collections.Counter()
    untracked = 0
    for line in mapped.splitlines():
        if not line.startswith("0x"):
            continue
        _, _, _, resident, _, _, _, owner, file = line.split(None, 8)
        if file.endswith(".aot"):
            parts[stages.ARCHIVE] += int(resident)
        elif owner != "-":
            parts[stages.beginning(owner, stages.MAPPINGS, stages.OTHER_JVM_MEMORY)] += int(resident)
        elif file.startswith("/"):
            parts[stages.PROGRAM_FILES] += int(resident)
        else:
            untracked += int(resident)
    # What is left is of malloc; the JVM knows what it has asked for itself, the rest is of the libraries.
    foreign = re.search(r"malloc=(\d+)KB tag=Other", tracked)
    foreign = int(foreign[1]) * 1024 if foreign else 0
    own = int(re.search(r"(?m)^ +malloc: (\d+)KB", tracked)[1]) * 1024 - foreign
    for part, size in ((FOREIGN, foreign), (OWN, own), (REST, untracked)):
        parts[part] = min(size, untracked)
        untracked -= parts[part]
    return dict(parts)
