"""One command of a machine, killed in each of its steps, by itself or in the server that does it.

A step is recorded in the catalog's file before the next one begins, and the tracer sees that write; so between two of them the run
is in one step for certain. Each step is hit right after the one before it was recorded (*begun*), at a call within (*midst*), and
right before its own record is written (*done*).
"""

import collections
import dataclasses
import json
import os
import re
import signal
import time
from contextlib import contextmanager

from .kill import TRACER
from .servers import serving
from .tools import Tool, ToolFailed

KINDS = ("begun", "midst", "done")
# Right after the first of several directories was exchanged.
BETWEEN, EXCHANGE = "between", "renameat2"
# The short form kills in one step of so many; in which, the seed says.
STRIDE = 6
RUN = r"(?<![a-z-])(?:(?:restore|retention)-)?[a-z]+-\d{8}t\d{6}z-[0-9a-f]{4}(?:-[0-9a-f]{4})?"
# The first and the last record of a run, and what is between the last step and the end.
BEGIN, END, BOOKS = "RUNNING", "DONE", "the books"
CUT_OFF = re.compile(rf"({RUN}) was cut off, and is (\w+) now")
KILLED = 137
# How soon a server that starts has taken up what was cut off.
SOON = 60


class Alone:
    """The command does the work by itself; who comes next takes up what was cut off."""

    name = ""
    # How many of the runs that were cut off the killed one does not tell of: its own.
    untold = 1

    def run(self, machine, words, tracer):
        return machine.run(*words, tool=Tool("holdfast", [*tracer, *machine.holdfast.program]))

    def take_up(self, machine):
        """What is said of runs that were cut off, by whom nobody asked."""
        return ""


class Served:
    """The command asks the server, which is killed; the server takes it up at its next start."""

    name = "server, "
    untold = 0

    def run(self, machine, words, tracer):
        result, code, log = self.ask(machine, words, tracer)
        return dataclasses.replace(result, code=KILLED if code == KILLED else result.code or code, err=result.err + log)

    def ask(self, machine, words, tracer):
        """How the command ended, how the server did, and what it said; it is stopped when it was not killed before."""
        with self.started(machine, tracer) as (process, log):
            result = machine.run(*words)
            if process.poll() is None:
                self.stop(machine)
            return result, process.wait(timeout=SOON), log.read_text()

    def take_up(self, machine, is_over=CUT_OFF.search):
        """What a server that starts now says of runs that were cut off, until that `is_over`."""
        with self.started(machine) as (process, log):
            deadline = time.monotonic() + SOON
            while time.monotonic() < deadline and not is_over(log.read_text()):
                time.sleep(0.05)
            self.stop(machine)
            code = process.wait(timeout=SOON)
            if code:
                raise ToolFailed(f"the server ended with {code}:\n{log.read_text()}")
            return log.read_text()

    @contextmanager
    def started(self, machine, tracer=()):
        log = machine.place / "server.log"
        log.unlink(missing_ok=True)
        command = [*tracer, *machine.holdfast.program, "server", "--listen", "127.0.0.1:0", "--state", machine.state]
        environment = machine.holdfast.environment(machine.location, machine.place / "cache")
        with serving(command, log, lambda: "listening at" in log.read_text(), stop=signal.SIGKILL, environment=environment) as process:
            yield process, log

    @staticmethod
    def stop(machine):
        """Asks the server itself: its tracer would not pass it on."""
        try:
            os.kill(int((machine.state / "lock").read_text()), signal.SIGTERM)
        except ProcessLookupError:
            pass  # it was just killed


@dataclasses.dataclass(frozen=True)
class Segment:
    """One step of a command, as the rehearsal saw it: its place among the steps, its name, and the calls within."""

    place: int
    step: str
    calls: list


class Traced:
    """One command, killed or not, and which step that was in. `plan()` gives the keys of the steps that it would do now."""

    def __init__(self, machine, through, words, plan, type, watch):
        self.machine, self.through, self.words, self.plan, self.type, self.watch = machine, through, words, plan, type, watch
        self.log, self.segments = machine.place / "trace", []

    def run(self, place=0, *kill):
        """The command's result, its calls with their marks, and the marks that it makes in their order; `kill` begins at a place of those."""
        catalog = (self.machine.state / "catalog" / "catalog.mv.db").read_bytes()
        known = {run.decode() for run in re.findall(RUN.encode(), catalog)}
        keys = self.plan()
        # The file may have a restore's name without its end, with which the next one begins, too.
        known = {run for run in known if not re.fullmatch(r"restore-\d{8}t\d{6}z-[0-9a-f]{4}", run)}
        # A command may make a run of another type within.
        mark = rf"(?!{'|'.join(sorted(known)) or '-'}){RUN}.{{1,8}}?(?:{self.type}.{{1,80}}?({BEGIN}|{END})|({'|'.join(map(re.escape, keys))}))"
        marks = [BEGIN, *keys, END]
        watched = [self.machine.state, self.machine.location, *self.watch]
        start = ("--from", marks[place]) if kill else ()
        tracer = [*TRACER, *(word for path in watched for word in ("--watch", path)), "--log", self.log, "--mark", mark, *kill, *start, "--"]
        result = self.through.run(self.machine, self.words, tracer)
        return result, [json.loads(line) for line in self.log.read_text().splitlines()], marks

    def rehearse(self, labels, claims):
        """Runs to the end, which gives the segments, each with the calls that it makes."""
        result, lines, marks = self.run()
        claims.check(result.code == 0, f"{' '.join(self.words[:3])} runs to its end under the tracer", result.text)
        self.segments, before, calls, found = [], None, [], []
        for line in lines:
            calls += [line["call"]] if "enter" in line else []
            for mark in line.get("marks", ()):
                if before is not None:
                    self.segments.append(Segment(len(self.segments), [*labels, BOOKS][min(len(self.segments), len(labels))], calls[:-1]))
                found.append(mark)
                before, calls = mark, []
        claims.check(found == marks, f"each of the {len(labels)} steps of {' '.join(self.words[:3])} is recorded", f"{found}, expected {marks}")

    def kill(self, segment, kind, chance):
        """Kills it in a step; returns the result and the step it was in, as the tracer saw it."""
        if kind == BETWEEN:
            where = (segment.place, "--kill", "after", "--at", str(2 + segment.calls.index(EXCHANGE)))
        elif kind == "midst" and segment.calls:
            where = (segment.place, "--kill", "before", "--at", str(1 + chance.randint(1, len(segment.calls))))
        elif kind == "done":
            where = (segment.place + 1, "--kill", "before", "--at", "1")
        else:
            where = (segment.place, "--kill", "after", "--at", "1")
        result, lines, marks = self.run(*where)
        returned = {line["n"] for line in lines if "enter" not in line}
        written = [mark for line in lines if line["n"] in returned for mark in line.get("marks", ())]
        places = [number for number, mark in enumerate(marks) if written and mark == written[-1]]
        return result, next((known.step for known in self.segments if known.place in places), None)


class Series:
    """Kills one command in each of its steps, and looks at what is there after each."""

    def __init__(self, traced, name, labels, claims, arguments, chance):
        self.traced, self.machine, self.name, self.labels = traced, traced.machine, traced.through.name + name, labels
        self.claims, self.long, self.chance, self.hits = claims, arguments.long, chance, collections.Counter()

    def prepare(self):
        """What must be so before each run."""

    def closed(self, name):
        """That nothing is open any more, before anybody takes up what was cut off."""

    def look(self, name, hit, told):
        """What must be so after each kill; `told` is what was said of runs that were cut off."""

    def more_kinds(self, segment):
        """How else it is killed in a step, whatever the form."""
        return []

    def run(self):
        self.prepare()
        self.traced.rehearse(self.labels, self.claims)
        segments = self.traced.segments
        first, skipped = self.chance.randrange(len(KINDS)), self.chance.randrange(STRIDE)
        chosen = segments if self.long else segments[skipped::STRIDE]
        for segment in segments:
            kinds = [] if segment not in chosen else KINDS if self.long else [KINDS[(first + chosen.index(segment)) % len(KINDS)]]
            for kind in [*kinds, *self.more_kinds(segment)]:
                self.once(segment, kind)
        for segment in chosen:
            self.claims.check(self.hits[segment.step], f"{self.name}: the step '{segment.step}' was hit")
        self.claims.say(f"{self.name} killed in: " + ", ".join(f"{step} {times}x" for step, times in self.hits.items()))

    def once(self, segment, kind):
        name = f"{self.name} killed in '{segment.step}' ({kind})"
        self.prepare()
        result, hit = self.traced.kill(segment, kind, self.chance)
        self.claims.check(result.code == KILLED, f"{name}: it was killed", result.text)
        self.hits[hit] += 1
        self.closed(name)
        self.look(name, hit, result.err + self.traced.through.take_up(self.machine))
