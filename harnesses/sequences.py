"""Sequences: what a machine goes through one after the other, each killed at any of its calls or not, and then what always follows.

A round changes the files, does a few things (backup, retention, restores, a hold, a rebuilt catalog, an older copy of the state put
back, a lost cache), and then looks: the next backup and the next retention run end well, each point that is said to be complete is
whole and of one version, the newest of those are there and so is what was held, and nothing that a restore replaced is lost.
"""

import collections
import json
import shutil
from datetime import datetime

from .kill import TRACER
from .orders import Customers
from .protected import Machine
from .series import KILLED, Alone, Served
from .tools import ToolFailed
from .trees import content
from .work import remove

# How many rounds in each form, and how many of the newest points the policy keeps.
LONG, SHORT, KEPT = 150, 3, 2
VOLUMES = ("images", "papers")
FILES = 4
WEIGHTS = {"backup": 4, "retention": 3, "in_place": 3, "swap": 3, "aside": 1, "hold": 1, "rebuild": 1, "copy": 1, "put_back": 1, "lose_cache": 1}
INCOMPLETE, NEWEST = 3, "newest"


def files(volume, version, seed):
    """The files of a version of a volume, each of which begins with the version's number."""
    return {f"file {number}": f"{version}\n".encode() + content(seed, f"{volume} {number} {version}", 20_000 + 7919 * (version + number) % 40_000)
            for number in range(FILES)}


def version(directory, volume, seed):
    """Of which version all files are; None when they are not of one, or one is torn."""
    try:
        found = {f"file {number}": (directory / f"file {number}").read_bytes() for number in range(FILES)}
        [one] = {int(data.split(b"\n", 1)[0]) for data in found.values()}
    except (OSError, ValueError):
        return None
    return one if found == files(volume, one, seed) else None


class Sequences:
    def __init__(self, engine, place, claims, arguments, chance):
        self.engine, self.claims, self.seed, self.chance = engine, claims, arguments.seed, chance
        self.machine = Machine(place)
        self.place, self.files, self.older = place, place / "files", place / "older"
        self.log, self.calls = place / "trace", {}
        self.number, self.moments = 0, []
        # By point: whether it was whole, and the version of each volume in it.
        self.judged, self.held, self.owed, self.said = {}, {}, [], []
        self.done = collections.Counter()

    # --- the machine ------------------------------------------------------------------------------

    def declare(self):
        database = self.files / "data"
        database.mkdir(parents=True)
        self.engine.make(database)
        self.machine.policy = {"retention": {"keep": {"last": KEPT}}}
        self.renew()
        self.machine.apply(shop={"volumes": [
            {"name": "data", "path": database, "method": "Live", "hooks": self.engine.hooks(self.machine.connection)},
            *({"name": name, "path": self.files / name} for name in VOLUMES)]})
        return database

    def renew(self):
        self.number += 1
        for name in VOLUMES:
            (self.files / name).mkdir(exist_ok=True)
            for file, data in files(name, self.number, self.seed).items():
                (self.files / name / file).write_bytes(data)
        self.note()

    def live(self):
        return {name: version(self.files / name, name, self.seed) for name in VOLUMES}

    def note(self):
        self.moments.append((datetime.now().astimezone(), self.live()))

    def at(self, moment):
        """What the volumes were at a moment of a cut; a command changes them only after its own cut."""
        return [state for time, state in self.moments if time <= moment][-1]

    def asides(self, name):
        return list(self.files.glob(f"{name}.restore-*"))

    # --- what happens -----------------------------------------------------------------------------

    def do(self, name, *words):
        """A command, killed or not, by itself or in the server; what came of it is told in the log of this run."""
        through = Served() if self.chance.random() < 0.3 else Alone()
        kind = (through.name, name)
        kill = ()
        if kind in self.calls and self.chance.random() < 0.65:
            kill = ("--kill", self.chance.choice(("before", "after")), "--at", str(self.chance.randint(1, self.calls[kind])))
        watched = [self.machine.state, self.machine.location, self.files]
        tracer = [*TRACER, *(word for path in watched for word in ("--watch", path)), "--log", self.log, *kill, "--"]
        try:
            result = through.run(self.machine, words, tracer)
            code, text = result.code, result.text
        except ToolFailed as failure:  # killed before it listened
            code, text = KILLED, str(failure)
        if code == 0 and not kill:
            self.calls[kind] = sum('"enter"' in line for line in self.log.read_text().splitlines())
        self.done[f"{through.name}{name}{' killed' if code == KILLED else ''}"] += 1
        self.said.append(f"{' '.join(map(str, words))} {' '.join(kill)} {through.name}-> {code}")
        self.note()
        return code, text

    def backup(self):
        self.do("backup", "application", "backup", "shop")

    def retention(self):
        self.do("retention", "retention", "run", "shop")

    def some_point(self):
        points = [point["id"] for point in self.machine.points("shop") if point["complete"] and not point.get("missing")]
        return self.chance.choice([*points, NEWEST])

    def replace(self, mode, volumes):
        self.owed += [(name, self.live()[name]) for name in volumes if self.live()[name]]
        self.do(mode, "point", "restore", "shop", self.some_point(), "--mode", mode, *(word for name in volumes for word in ("--volume", name)))

    def in_place(self):
        self.replace("in_place", [self.chance.choice(VOLUMES)])

    def swap(self):
        self.replace("swap", self.chance.choice([VOLUMES, VOLUMES[:1]]))

    def aside(self):
        target = self.place / "aside"
        self.do("aside", "point", "restore", "shop", self.some_point(), "--volume", f"images={target}")
        remove(target)

    def hold(self):
        if len(self.held) < 3:
            name = f"case-{len(self.said)}"
            point = self.some_point()
            code, text = self.do("hold", "hold", "place", point, name, "--reason", "a case") if point != NEWEST else (1, "")
            if code == 0:
                self.held[name] = point

    def rebuild(self):
        remove(self.machine.state / "catalog")
        self.do("rebuild", "catalog", "rebuild", "-f", self.machine.place / "kinds.yaml")
        # Whoever was killed in it begins it again: there is no other way on.
        result = self.machine.run("catalog", "rebuild", "-f", self.machine.place / "kinds.yaml")
        if result.code:
            remove(self.machine.state / "catalog")
            self.machine.run("catalog", "rebuild", "-f", self.machine.place / "kinds.yaml", accept=(0,))

    def copy(self):
        remove(self.older)
        shutil.copytree(self.machine.state, self.older, symlinks=True)
        self.said.append("the state is copied")

    def put_back(self):
        if self.older.is_dir():
            remove(self.machine.state)
            shutil.copytree(self.older, self.machine.state, symlinks=True)
            self.said.append("an older copy of the state is put back")
            self.done["put back"] += 1

    def lose_cache(self):
        remove(self.place / "cache")
        self.said.append("the cache is lost")

    # --- what must be -----------------------------------------------------------------------------

    def check(self, true, claim, detail=""):
        told = "\n".join([*self.said, str(detail)])
        return self.claims.check(true, f"round {self.round}: {claim}", told)

    def look(self):
        mixed = None in self.live().values()
        result = self.machine.backup("shop")
        self.note()
        self.check(result.code in (0, INCOMPLETE), "the next backup makes a point", result.text)
        points = self.look_at_points()
        self.preserved(points)
        if result.code == INCOMPLETE:
            self.bring_back(result)
        elif mixed:
            self.check(False, "what a restore left half done makes no complete point", result.text)
        result = self.machine.run("retention", "run", "shop")
        self.check(result.code == 0, "the next retention run ends well", result.text)
        self.look_at_points()
        left = self.machine.left_behind() + self.engine.left_open()
        self.check(not left, "nothing is left", "\n".join(left))
        checked = self.machine.ask_restic("check", "--read-data", accept=None)
        self.check(checked.code == 0, "restic check --read-data is clean", checked.text)
        verified = self.machine.run("catalog", "verify")
        self.check(verified.code == 0, "ledger and repository agree", verified.text)

    def bring_back(self, before):
        """What was restored in part is restored as a whole; then everything is as good as ever."""
        point = self.newest_good()[0]
        for name in VOLUMES:
            result = self.machine.run("point", "restore", "shop", point, "--mode", "in_place", "--volume", name)
            self.check(result.code == 0, f"{name} is restored once more", result.text)
        self.note()
        result = self.machine.backup("shop")
        self.check(result.code == 0, "the backup after it makes a complete point", before.text + result.text)
        self.look_at_points()

    def look_at_points(self):
        points = {point["id"]: point for point in self.machine.points("shop") if not point.get("missing")}
        for id in points.keys() - self.judged.keys():
            self.judge(points[id])
        snapshots = self.machine.snapshots()
        listed = {point["snapshot_id"] for point in points.values()}
        self.check(snapshots == listed, "restic sees the same points", f"only in the repository: {snapshots - listed}, only listed: {listed - snapshots}")
        gone = [id for id in self.newest_good() if id not in points]
        self.check(not gone, f"the {KEPT} newest points are there", f"gone: {gone}, listed: {sorted(points)}")
        lost = {name: id for name, id in self.held.items() if id not in points}
        self.check(not lost, "what was held is there", str(lost))
        holds = {hold["hold"] for hold in map(json.loads, self.machine.run("hold", "list", "shop", "--json", accept=(0,)).out.splitlines())}
        self.check(self.held.keys() <= holds, "each hold is there", f"{self.held} {holds}")
        return points

    def newest_good(self):
        good = [(point["cut_start"], id) for id, (point, whole, _) in self.judged.items() if whole and not point.get("secures")]
        return [id for _, id in sorted(good, reverse=True)[:KEPT]]

    def judge(self, point):
        """Restored by stock restic."""
        target = self.place / "judged"
        self.machine.ask_restic("restore", point["snapshot_id"], "--target", target, "--no-lock")
        cut = datetime.fromisoformat(point["cut_start"])
        found = {name: version(target / "volumes" / name, name, self.seed) for name in VOLUMES}
        if point["complete"] and point.get("secures"):
            # What is mended next may be anything; it is there as it was, and nothing else is.
            faults = [f"{name}: {is_there}, and there was {self.at(cut)}" for name, is_there in found.items() if is_there not in (None, self.at(cut)[name])]
            self.check(not faults, f"{point['id']} has what it secures", "\n".join(faults))
        elif point["complete"]:
            with self.engine.copy(target / "volumes" / "data") as shop:
                faults = shop.faults(self.customers.acknowledged(before=cut.timestamp()))
            expected = self.at(cut)
            if found != expected or None in found.values():
                faults.append(f"it has {found}, and there was {expected}")
            self.check(not faults, f"{point['id']} restores whole", "\n".join(map(str, faults[:5])))
        self.judged[point["id"]] = (point, point["complete"], found)
        remove(target)

    def preserved(self, points):
        """What a restore replaced is where it was, beside it, or in a point."""
        for name, owed in self.owed:
            there = [self.live()[name], *(version(aside, name, self.seed) for aside in self.asides(name)), *(self.judged[id][2][name] for id in points)]
            self.check(owed in there, f"version {owed} of {name}, which a restore replaced, is not lost", str(there))
        self.owed.clear()
        for name in VOLUMES:
            for aside in self.asides(name):
                remove(aside)

    def run(self, rounds):
        database = self.declare()
        with self.engine.running(database), Customers(self.engine.connect) as self.customers:
            self.round = 0
            self.look()
            for self.round in range(1, rounds + 1):
                self.said = [f"round {self.round}"]
                if self.chance.random() < 0.7:
                    self.renew()
                for _ in range(self.chance.randint(1, 3)):
                    getattr(self, self.chance.choices(list(WEIGHTS), WEIGHTS.values())[0])()
                self.look()
        self.claims.say("done: " + ", ".join(f"{what} {count}x" for what, count in sorted(self.done.items())))


def run(engine, place, claims, arguments, chance):
    Sequences(engine, place, claims, arguments, chance).run(arguments.rounds or (LONG if arguments.long else SHORT))
    if not arguments.keep:
        remove(place)
