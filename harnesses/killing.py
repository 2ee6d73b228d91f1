"""Kills in every step: the program is killed at a chosen call of a chosen step of a backup or restore, and each step is hit.

A step is recorded in the catalog's file before the next one begins, and the tracer sees that write; so between two of them the program
is in one step for certain. Each step is hit right after the one before it was recorded (*begun*), at a call within (*midst*), and
right before its own record is written (*done*). A killed backup is not settled before the next one is killed, too: what the next one
says of it is part of the proof.
"""

import collections
import json
import re
import subprocess
import time
from contextlib import contextmanager
from datetime import datetime

from . import compare
from .kill import TRACER
from .orders import Customers
from .protected import Machine
from .servers import Btrfs
from .tools import Tool
from .trees import content
from .work import remove

KINDS = ("begun", "midst", "done")
# Right after the first of several directories was exchanged.
BETWEEN, EXCHANGE = "between", "renameat2"
# The short form kills in one step of so many; in which, the seed says.
STRIDE = 3
# How soon a server must have noticed that the program is gone; Redis' pause lasts five seconds.
LEASE = 15
RUN = r"(?:restore-\d{8}t\d{6}z-[0-9a-f]{4}-[0-9a-f]{4}|shop-\d{8}t\d{6}z-[0-9a-f]{4})"
# The first and the last record of a run, and what is between the last step and the end.
BEGIN, END, BOOKS = "RUNNING", "DONE", "the books"
CUT_OFF = re.compile(rf"({RUN}) was cut off, and is (\w+) now")
KILLED = 137


class Shop:
    """An application with every kind of step: a database read live, two volumes frozen together, each kind of hook."""

    STATIC = ("images", "papers")

    def __init__(self, engine, place, claims, seed):
        self.engine, self.claims = engine, claims
        self.machine = Machine(place / "kill")
        self.place, self.masters = self.machine.place, self.machine.place / "masters"
        self.marker = self.place / "held-{}"
        self.seed, self.cut_off = seed, {}

    @contextmanager
    def open(self):
        with Btrfs(self.place) as self.btrfs:
            self.volume, self.files = self.btrfs.subvolume("database"), self.btrfs.subvolume("files")
            self.engine.make(self.volume)
            for name in self.STATIC:
                self.write(self.files / name, "old")
                self.write(self.masters / "old" / name, "old")
                self.write(self.masters / "new" / name, "new")
            with self.engine.running(self.volume):
                self.declare()
                with Customers(self.engine.connect) as self.customers:
                    yield self

    def write(self, directory, version):
        directory.mkdir(parents=True)
        for number in range(4):
            (directory / f"same {number}").write_bytes(content(self.seed, f"{directory.name} {number}", 40_000))
        (directory / version).write_bytes(content(self.seed, f"{directory.name} {version}", 200_000))
        subprocess.run(["find", directory, "-exec", "touch", "-d", "2026-01-01", "{}", "+"], check=True)

    def declare(self):
        held, pair = (str(self.marker).format(name) for name in self.STATIC)
        session = f"touch {held}; trap 'rm -f {held}' EXIT; echo ready; read -r word"
        probe = 'test -d "${HOLDFAST_VOLUME_IMAGES:?}"'
        self.machine.apply(shop={
            "volumes": [
                {"name": "data", "path": self.volume, "method": "Live", "hooks": self.engine.hooks(self.machine.connection)},
                {"name": "images", "path": self.files / "images", "method": "Snapshot", "hooks": {"held": {"command": ["sh", "-c", session]}}},
                {"name": "papers", "path": self.files / "papers", "method": "Snapshot",
                 "hooks": {"pre": {"command": ["touch", pair]}, "post": {"command": ["rm", "-f", pair]}}}],
            "restore": {"probes": [{"name": "look", "check": {"command": {"command": ["sh", "-c", probe]}}}]}})

    def open_hooks(self):
        return self.engine.left_open() + sorted(map(str, self.place.glob("held-*"))) + [line for _, line in self.machine.processes()]

    def await_closed(self, name):
        """No hook outlives the program for longer than its lease, and customers order on."""
        deadline = time.monotonic() + LEASE
        while (left := self.open_hooks()) and time.monotonic() < deadline:
            time.sleep(0.1)
        self.claims.check(not left, f"{name}: no hook stays open", "\n".join(left))
        self.customers.await_more(2)

    def note(self, text, name, at_least=0):
        """What a later backup says of runs that were killed; `at_least` so many."""
        found = CUT_OFF.findall(text)
        self.claims.check(len(found) >= at_least, f"{name}: the next backup says what became of it", text)
        self.cut_off |= dict(found)

    def settle(self, name, at_least):
        """One backup to its end, after which nothing is left, and the points are just those that were said to be done."""
        claims, machine = self.claims, self.machine
        result = machine.backup("shop")
        self.note(result.err, name, at_least)
        claims.check(result.code == 0, f"{name}: the next backup makes a complete point", result.text)
        left = self.open_hooks() + self.btrfs.left() + machine.left_behind()
        claims.check(not left, f"{name}: nothing is left after it", "\n".join(left))
        points = {point["id"]: point for point in machine.points("shop")}
        done = {run for run, outcome in self.cut_off.items() if outcome == "done" and not run.startswith("restore-")}
        wrong = {run for run, outcome in self.cut_off.items() if outcome != "done"} & points.keys()
        claims.check(done <= points.keys() and not wrong, f"{name}: a point is there exactly when its run is done", f"{done} {wrong} {points.keys()}")
        claims.check(all(point["complete"] for point in points.values()), f"{name}: every point that is listed is complete", str(points))
        snapshots = machine.snapshots()
        listed = {point["snapshot_id"] for point in points.values()}
        claims.check(snapshots == listed, f"{name}: restic sees the same points", f"only in the repository: {snapshots - listed}, only listed: {listed - snapshots}")
        machine.ask_restic("unlock")
        checked = machine.ask_restic("check", "--read-data", accept=None)
        claims.check(checked.code == 0, f"{name}: restic check --read-data is clean", checked.text)
        return points

    def judge(self, point, name):
        """That a point, restored by stock restic, is whole."""
        target = self.place / "judged"
        self.machine.ask_restic("restore", point["snapshot_id"], "--target", target, "--no-lock")
        before = self.customers.acknowledged(before=datetime.fromisoformat(point["cut_start"]).timestamp())
        with self.engine.copy(target / "volumes" / "data") as shop:
            faults = shop.faults(before)
        for static in self.STATIC:
            differences = [compare.compare(self.masters / version / static, target / "volumes" / static) for version in ("old", "new")]
            faults += [] if [] in differences else [f"{static}: {differences[0][:2]}"]
        self.claims.check(not faults, f"{name}: {point['id']} restores whole", "\n".join(map(str, faults[:5])))
        remove(target)


class Traced:
    """One command of the shop, killed or not, and which step that was in."""

    def __init__(self, shop, words, keys):
        self.shop, self.words, self.keys, self.segments = shop, words, keys, []
        # A restore may make a backup of its own within.
        self.type = "BACKUP" if words[1] == "backup" else "RESTORE"
        self.log = shop.place / "trace"

    def run(self, *kill, watch=()):
        """The command's result, and its calls with their marks."""
        catalog = (self.shop.machine.state / "catalog" / "catalog.mv.db").read_bytes()
        known = {run.decode() for run in re.findall(RUN.encode(), catalog)}
        mark = rf"(?!{'|'.join(sorted(known)) or '-'}){RUN}.{{1,8}}?(?:{self.type}.{{1,80}}?({BEGIN}|{END})|({'|'.join(map(re.escape, self.keys))}))"
        watched = [self.shop.machine.state, self.shop.machine.location, self.shop.btrfs.root, *watch]
        tracer = [*TRACER, *(word for path in watched for word in ("--watch", path)), "--log", self.log, "--mark", mark, *kill, "--"]
        tool = Tool("holdfast", [*tracer, *self.shop.machine.holdfast.program])
        result = self.shop.machine.run(*self.words, tool=tool)
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        return result, lines

    def rehearse(self):
        """Runs to the end, which gives the segments: each step, the mark before it, its own, and the calls between."""
        result, lines = self.run()
        self.shop.claims.check(result.code == 0, f"{' '.join(self.words[:3])} runs to its end under the tracer", result.text)
        self.segments, before, calls = [], None, []
        for line in lines:
            calls += [line["call"]] if "enter" in line else []
            for mark in line.get("marks", ()):
                if before is not None:
                    self.segments.append((BOOKS if mark == END else mark, before, mark, calls[:-1]))
                before, calls = mark, []

    def kill(self, segment, kind, chance):
        """Kills it in a step; returns the result and the step it was in, as the tracer saw it."""
        step, before, own, calls = segment
        if kind == BETWEEN:
            where = ("--kill", "after", "--from", before, "--at", str(2 + calls.index(EXCHANGE)))
        elif kind == "midst" and calls:
            where = ("--kill", "before", "--from", before, "--at", str(1 + chance.randint(1, len(calls))))
        elif kind == "done":
            where = ("--kill", "before", "--from", own, "--at", "1")
        else:
            where = ("--kill", "after", "--from", before, "--at", "1")
        result, lines = self.run(*where)
        returned = {line["n"] for line in lines if "enter" not in line}
        written = [mark for line in lines if line["n"] in returned for mark in line.get("marks", ())]
        return result, next((name for name, mark, _, _ in self.segments if written and mark == written[-1]), None)


class Series:
    """Kills one command in each of its steps, and looks at what is there after each."""

    def __init__(self, shop, name, words, steps, arguments, chance):
        self.shop, self.name, self.steps, self.long, self.chance = shop, name, steps, arguments.long, chance
        self.traced, self.hits = Traced(shop, words, steps), collections.Counter()

    def prepare(self):
        """What must be so before each run."""

    def look(self, name, hit, result):
        """What must be so after each kill."""

    def more_kinds(self, segment):
        """How else it is killed in a step, whatever the form."""
        return []

    def run(self):
        claims = self.shop.claims
        self.prepare()
        self.traced.rehearse()
        found = [step for step, *_ in self.traced.segments]
        claims.check(found == [*self.steps, BOOKS], f"{self.name}: each of its {len(self.steps)} steps is recorded", f"{found}, expected {self.steps}")
        first, skipped = self.chance.randrange(len(KINDS)), self.chance.randrange(STRIDE)
        chosen = self.traced.segments if self.long else self.traced.segments[skipped::STRIDE]
        for segment in self.traced.segments:
            kinds = [] if segment not in chosen else KINDS if self.long else [KINDS[(first + chosen.index(segment)) % len(KINDS)]]
            for kind in [*kinds, *self.more_kinds(segment)]:
                name = f"{self.name} killed in '{segment[0]}' ({kind})"
                self.prepare()
                result, hit = self.traced.kill(segment, kind, self.chance)
                claims.check(result.code == KILLED, f"{name}: it was killed", result.text)
                self.hits[hit] += 1
                self.shop.await_closed(name)
                self.look(name, hit, result)
        for step, *_ in chosen:
            claims.check(self.hits[step], f"{self.name}: the step '{step}' was hit")
        claims.say(f"{self.name} killed in: " + ", ".join(f"{step} {times}x" for step, times in self.hits.items()))


class Backups(Series):
    def look(self, name, hit, result):
        self.shop.note(result.err, name, at_least=0 if sum(self.hits.values()) == 1 else 1)
        if self.long:
            self.shop.settle(name, at_least=1)


class Restores(Series):
    """Onto volumes that were changed since: what is there is all of the old or all of the new, and neither is lost."""

    def __init__(self, shop, mode, volumes, point, *arguments):
        self.mode, self.volumes, self.point = mode, volumes, point
        self.words = ("point", "restore", "shop", self.point, "--mode", mode, *(word for volume in volumes for word in ("--volume", volume)))
        steps = [key(step) for step in shop.machine.steps(*self.words)]
        super().__init__(shop, f"restore ({mode})", self.words, steps, *arguments)

    def prepare(self):
        for volume in self.volumes:
            live = self.shop.files / volume
            for directory in (live, *self.asides(volume)):
                remove(directory)
            subprocess.run(["cp", "-a", self.shop.masters / "new" / volume, live], check=True)

    def asides(self, volume):
        return list(self.shop.files.glob(f"{volume}.restore-*"))

    def version(self, volume, directory):
        return next((version for version in ("old", "new") if not compare.compare(self.shop.masters / version / volume, directory)), None)

    def look(self, name, hit, result):
        self.shop.note(result.err, name)
        for volume in self.volumes:
            live, asides = self.version(volume, self.shop.files / volume), [self.version(volume, aside) for aside in self.asides(volume)]
            if self.mode == "swap":
                whole = live == "new" or live == "old" and "new" in asides
                self.shop.claims.check(whole and (live == "new" or hit.startswith("swap") or hit == BOOKS),
                                       f"{name}: {volume} is the old one or the new one as a whole, and neither is lost", f"{live}, beside it {asides}")
            elif hit == "secure":
                self.shop.claims.check(live == "new", f"{name}: {volume} is not touched before it is a point", str(live))
            else:
                self.secured(name, volume)
        if self.mode == "swap":
            self.recovered(name)
        if self.long:
            self.again(name)

    def more_kinds(self, segment):
        return [BETWEEN] if self.mode == "swap" and segment[0].startswith("swap") and segment[3].count(EXCHANGE) > 1 else []

    def recovered(self, name):
        """Whoever begins the next run ends the one that was killed: all volumes are of one version then, and nothing half-filled is left."""
        target = self.shop.place / "other"
        result = self.shop.machine.restore("shop", self.point, images=target)
        self.shop.note(result.err, name, at_least=1)
        remove(target)
        found = {(self.version(volume, self.shop.files / volume), *(self.version(volume, aside) for aside in self.asides(volume))) for volume in self.volumes}
        self.shop.claims.check(found in ({("new",)}, {("old", "new")}), f"{name}: all volumes are swapped once it is recovered, or none is", f"{found}\n{result.text}")

    def secured(self, name, volume):
        """What is being overwritten is in a point."""
        target = self.shop.place / "secured"
        self.shop.note(self.shop.machine.restore("shop", "newest", **{volume: target}).err, name)
        self.shop.claims.check(self.version(volume, target) == "new", f"{name}: what was overwritten is in a point", self.version(volume, target))
        remove(target)

    def again(self, name):
        result = self.shop.machine.run(*self.words)
        self.shop.note(result.err, name)
        differences = [difference for volume in self.volumes for difference in compare.compare(self.shop.masters / "old" / volume, self.shop.files / volume)
                       # In place, what the point does not have stays.
                       if self.mode == "swap" or difference.expected != "absent" and difference.path != b"."]
        self.shop.claims.check(result.code == 0 and not differences, f"{name}: the same restore, once more, brings all of it",
                               f"{differences[:3]}\n{result.text}")
        self.prepare()


def key(words):
    """What a step that the plan tells in words is called in records."""
    verb, rest = words.split(" ", 1)
    return {"make": "secure", "restore": f"fill {rest.split()[0]}", "ask": rest,
            "exchange": f"swap {rest.rsplit('/', 1)[-1]}"}[verb]


def kill(engine, place, claims, arguments, chance):
    shop = Shop(engine, place, claims, arguments.seed)
    with shop.open():
        claims.check(shop.machine.backup("shop").code == 0, "the first backup succeeds")
        steps = shop.machine.steps("application", "backup", "shop")
        Backups(shop, "backup", ("application", "backup", "shop"), steps, arguments, chance).run()
        judged = points = shop.settle("after killed backups", 0 if arguments.long else 1)
        for point in points.values():
            shop.judge(point, "after killed backups")
        point = shop.machine.points("shop")[0]["id"]
        for mode, volumes in (("swap", Shop.STATIC), ("in_place", Shop.STATIC[:1])):
            before = set(shop.cut_off)
            series = Restores(shop, mode, volumes, point, arguments, chance)
            series.run()
            if mode == "in_place":
                # What it secures next is to be one version, by which the point can be judged.
                series.prepare()
            series.again(f"restore ({mode})")
            points = shop.settle(f"after killed restores ({mode})", 0)
            told = [run for run in shop.cut_off if run not in before and run.startswith("restore-")]
            claims.check(len(told) == sum(series.hits.values()), f"{series.name}: each that was killed is told of", f"{told}, {series.hits}")
        for point in points.values():
            if point["id"] not in judged:
                shop.judge(point, "after killed restores")
    if not arguments.keep:
        remove(shop.place)
