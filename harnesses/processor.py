"""Where the processor time of a JVM goes: samples of its Java threads by stage, and what its own threads take."""

import collections
import os
import shlex
import subprocess
import threading
import time
from pathlib import Path

from . import stages
from .memory import NoProfile, read
from .tools import Result, Tool, reap

SOURCES = Path(__file__).resolve().parent / "profiler"
INTERVAL = 0.02
PERIOD_MILLISECONDS = 5
NANO = 1e-9

UNATTRIBUTED = "not attributed"
ORDER = [*filter(None, stages.STAGES), stages.COMMAND_LINE, stages.LINKING, stages.OTHER_JAVA,
         stages.START, stages.JIT, stages.COLLECTOR, stages.OTHER_JVM, UNATTRIBUTED]


class ProcessorProfiled(Tool):
    """The program as its launcher starts it, but with a recording; `last` has the seconds by stage, `cost` those of the recording."""

    last, cost = None, 0

    def __init__(self, launched, folder):
        """`launched` is the command line of the JVM, up to the main class."""
        self.folder, self.java = folder, Path(launched[0])
        folder.mkdir(exist_ok=True)
        self.compile()
        super().__init__("holdfast", [self.java, *launched[1:-1], "-cp", f"{class_path(launched)}:{folder}",
                                      "Profiled", folder, f"{PERIOD_MILLISECONDS}ms", launched[-1]])

    def compile(self):
        compiler = self.java.with_name("javac")
        if not compiler.exists():
            raise NoProfile(f"there is no {compiler.name} beside {self.java.name}")
        compiled = subprocess.run([compiler, "-d", self.folder, *SOURCES.glob("*.java")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if compiled.returncode:
            raise NoProfile(f"this JDK does not compile the profiler: {compiled.stdout.strip().splitlines()[:1]}")

    def environment(self, *arguments, **more):
        # The launcher sees to that, and it is not what is started here.
        return super().environment(*arguments, **more) | {"LC_ALL": "C.UTF-8"}

    def run(self, repository, *arguments, cache, cwd=None, **more):
        (self.folder / "recording.jfr").unlink(missing_ok=True)
        with self.start(repository, *arguments, cache=cache, cwd=cwd) as process:
            threads = Threads(process.pid)
            begin = time.monotonic()
            try:
                code, out, err, usage = reap(process, 3600)
                wall = time.monotonic() - begin
            finally:
                threads.end()
        if code:
            raise NoProfile(f"exit {code} of {arguments[0]}: {err.strip()[-300:]}")
        cpu = usage.ru_utime + usage.ru_stime
        if arguments[0] != "init":
            before, after = (int(text) * NANO for text in (self.folder / "start").read_text().split())
            self.last, self.cost = seconds_by_stage(self.samples(), threads.seconds(), before, after - before, cpu)
        return Result(list(arguments), code, out, err, wall, cpu, usage.ru_maxrss * 1024)

    def samples(self):
        """(seconds, thread, frames) of each stack."""
        if not (self.folder / "recording.jfr").exists():
            raise NoProfile("the JVM has left no recording")
        reader = [self.java, "-cp", self.folder, "FoldedStacks", self.folder / "recording.jfr", str(PERIOD_MILLISECONDS * 1_000_000)]
        lines = subprocess.run(reader, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
        if not lines:
            raise NoProfile("this JVM takes no samples of processor time (JDK 25 on Linux does)")
        return [(int(line[0]) * NANO, line[1], line[2:]) for line in (line.split("\t") for line in lines)]


class Threads:
    """What each thread of a process has taken, polled, because nothing tells it once the thread has ended."""

    def __init__(self, pid):
        self.pid, self.names, self.taken = pid, {}, {}
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.follow)
        self.thread.start()

    def end(self):
        self.ended.set()
        self.thread.join()

    def follow(self):
        while not self.ended.wait(INTERVAL):
            try:
                for number in os.listdir(f"/proc/{self.pid}/task"):
                    self.taken[number] = int(read(self.pid, f"task/{number}/schedstat").split()[0])
                    self.names[number] = read(self.pid, f"task/{number}/comm").strip()
            except OSError:
                continue  # a thread, or all, have just ended

    def seconds(self):
        seconds = collections.Counter()
        for number, name in self.names.items():
            # The first thread loads the JVM, starts the one that runs main, which has its name, and waits for that.
            seconds["launcher" if int(number) == self.pid else name] += self.taken[number] * NANO
        return seconds


def class_path(launched):
    """The class path in the file of options that the launcher names."""
    for argument in launched[1:-1]:
        if argument.startswith("@"):
            options = shlex.split(Path(argument[1:]).read_text(encoding="utf-8"), comments=True)
            if "-cp" in options:
                return options[options.index("-cp") + 1]
    raise NoProfile("the launcher names no file of options that has a class path")


def seconds_by_stage(samples, threads, start, recording, cpu):
    """The parts that make up what the program itself took, and what the profiler took beside it.

    `start` and `recording` are what the main thread took before the recording and for beginning it, `cpu` is all."""
    parts, cost = collections.Counter({stages.START: start}), recording
    for name, seconds in threads.items():
        row = stages.beginning(name, stages.THREADS, None)
        if row == stages.PROFILER:
            cost += seconds
        elif row:
            parts[row] += seconds
    for seconds, thread, frames in samples:
        # No frames: the JVM could not walk the stack. These and the lost ones are part of what is not attributed.
        if not frames or frames == ["lost"] or stages.beginning(thread, stages.THREADS, None):
            continue
        stage = stages.stage_of(frames)
        if stage == stages.PROFILER:
            cost += seconds
        else:
            parts[stage] += seconds
    parts[UNATTRIBUTED] = max(0.0, cpu - cost - sum(parts.values()))
    return dict(parts), cost
