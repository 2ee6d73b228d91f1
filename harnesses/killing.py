"""Kills in every step of a backup or restore of a whole application, by the command or by the server.

In the short form a backup that was killed is not settled before the next one is killed, too: what the next one says of it is part of
the proof.
"""

import subprocess
import time
from contextlib import contextmanager
from datetime import datetime

from . import compare
from .orders import Customers
from .protected import Machine
from .series import BETWEEN, BOOKS, CUT_OFF, EXCHANGE, Series, Traced
from .servers import Btrfs
from .trees import content
from .work import remove

# How soon a server must have noticed that the program is gone; Redis' pause lasts five seconds.
LEASE = 15


class Shop:
    """An application with every kind of step: a database read live, two volumes frozen together, each kind of hook."""

    STATIC = ("images", "papers")

    def __init__(self, engine, place, claims, seed):
        self.engine, self.claims = engine, claims
        self.machine = Machine(place)
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

    def is_half_restored(self, static, found):
        """The new version, over which the old one is being restored in place: each file is whole, or a draft."""
        more = [difference for difference in compare.compare(self.masters / "new" / static, found) if difference.path != b"."]
        names = [difference.path.decode() for difference in more if difference.aspect == "presence" and difference.expected == "absent"]
        wrong = [name for name in names if not name.startswith(".holdfast-restore-")
                 and (name != "old" or (found / name).read_bytes() != (self.masters / "old" / static / name).read_bytes())]
        return len(names) == len(more) and not wrong

    def judge(self, point, name, half_restored=False):
        """That a point, restored by stock restic, is whole; and has what was there, be it `half_restored`."""
        target = self.place / "judged"
        self.machine.ask_restic("restore", point["snapshot_id"], "--target", target, "--no-lock")
        for above in (target, target / "volumes"):
            above.chmod(0o755)  # for a server that is not root
        before, faults = self.customers.acknowledged(before=datetime.fromisoformat(point["cut_start"]).timestamp()), []
        if not point.get("secures"):
            with self.engine.copy(target / "volumes" / "data") as shop:
                faults = shop.faults(before)
        # One that secures a restore has what that overwrites, and nothing else.
        for static in (name for name in self.STATIC if not point.get("secures") or (target / "volumes" / name).is_dir()):
            found = target / "volumes" / static
            differences = [compare.compare(self.masters / version / static, found) for version in ("old", "new")]
            if [] not in differences and not (half_restored and self.is_half_restored(static, found)):
                faults.append(f"{static}: {differences[0][:2]}")
        self.claims.check(not faults, f"{name}: {point['id']} restores whole", "\n".join(map(str, faults[:5])))
        remove(target)


class OfShop(Series):
    """A command for the whole shop."""

    def __init__(self, shop, through, type, name, words, steps, arguments, chance):
        self.shop, self.through = shop, through
        traced = Traced(shop.machine, through, words, lambda: steps, type, [shop.btrfs.root])
        super().__init__(traced, name, steps, shop.claims, arguments, chance)

    def closed(self, name):
        self.shop.await_closed(name)


class Backups(OfShop):
    def look(self, name, hit, told):
        # A command that does the work itself tells of the one that was killed before, unless that was settled.
        before = 0 if self.long else sum(self.hits.values()) - 1
        self.shop.note(told, name, at_least=min(1, before + 1 - self.through.untold))
        if self.long:
            self.shop.settle(name, at_least=self.through.untold)


class Restores(OfShop):
    """Onto volumes that were changed since: what is there is all of the old or all of the new, and neither is lost."""

    def __init__(self, shop, through, mode, volumes, point, *arguments):
        self.mode, self.volumes, self.point = mode, volumes, point
        self.words = ("point", "restore", "shop", self.point, "--mode", mode, *(word for volume in volumes for word in ("--volume", volume)))
        steps = [key(step) for step in shop.machine.steps(*self.words)]
        super().__init__(shop, through, "RESTORE", f"restore ({mode})", self.words, steps, *arguments)

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

    def look(self, name, hit, told):
        self.shop.note(told, name, at_least=1 - self.through.untold)
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
        return [BETWEEN] if self.mode == "swap" and segment.step.startswith("swap") and segment.calls.count(EXCHANGE) > 1 else []

    def recovered(self, name):
        """Whoever begins the next run ends the one that was killed: all volumes are of one version then, and nothing half-filled is left."""
        target = self.shop.place / "other"
        result = self.shop.machine.restore("shop", self.point, images=target)
        self.shop.note(result.err, name, at_least=self.through.untold)
        remove(target)
        found = {volume: (self.version(volume, self.shop.files / volume), [self.version(volume, aside) for aside in self.asides(volume)]) for volume in self.volumes}
        lives = {live for live, _ in found.values()}
        whole = all(aside in ("old", "new") for _, asides in found.values() for aside in asides)
        kept = lives == {"new"} or lives == {"old"} and all("new" in asides for _, asides in found.values())
        self.shop.claims.check(kept, f"{name}: all volumes are swapped once it is recovered, or none is", f"{found}\n{result.text}")
        self.shop.claims.check(whole, f"{name}: what is left beside them is whole", f"{found}\n{result.text}")

    def secured(self, name, volume):
        """What is being overwritten is in a point."""
        target = self.shop.place / "secured"
        newest = self.shop.machine.points("shop")[0]["id"]  # which the word "newest" does not mean: it secures something
        self.shop.note(self.shop.machine.restore("shop", newest, **{volume: target}).err, name)
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


def kill(engine, through, place, claims, arguments, chance):
    shop, commands = Shop(engine, place, claims, arguments.seed), arguments.commands.split(",")
    with shop.open():
        claims.check(shop.machine.backup("shop").code == 0, "the first backup succeeds")
        if "backup" in commands:
            steps = shop.machine.steps("application", "backup", "shop")
            Backups(shop, through, "BACKUP", "backup", ("application", "backup", "shop"), steps, arguments, chance).run()
        judged = points = shop.settle("after killed backups", 0 if arguments.long or "backup" not in commands else through.untold)
        for point in points.values():
            shop.judge(point, "after killed backups")
        point = shop.machine.points("shop")[0]["id"]
        for mode, volumes in (("swap", Shop.STATIC), ("in_place", Shop.STATIC[:1])):
            if mode not in commands:
                continue
            before = set(shop.cut_off)
            series = Restores(shop, through, mode, volumes, point, arguments, chance)
            series.run()
            if mode == "in_place":
                # What it secures next is to be one version, by which the point can be judged.
                series.prepare()
            series.again(f"restore ({mode})")
            points = shop.settle(f"after killed restores ({mode})", 0)
            told = [run for run in shop.cut_off if run not in before and run.startswith("restore-")]
            claims.check(len(told) == sum(series.hits.values()), f"{series.name}: each that was killed is told of", f"{told}, {series.hits}")
            for made in points.keys() - judged.keys():
                # The long form does it again right after each kill, and secures what that left.
                shop.judge(points[made], f"after killed restores ({mode})", half_restored=arguments.long and mode == "in_place")
            judged = points
    if not arguments.keep:
        remove(shop.place)
