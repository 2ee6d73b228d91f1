"""Kills of the server in every step of a retention run: no point that is kept is lost, none is half there, and the next run does the rest."""

import json

from . import compare
from .protected import Machine
from .series import Series, Served, Traced
from .trees import content
from .work import remove

# How many points a run has to remove, beside the newest, which it keeps.
SURPLUS = 2
# What the plan says in words, as records name it.
KEYS = {"seal the ledger": "seal ledger", "remove snapshots of the ledger whose facts another one has": "trim ledger",
        "free the space that nothing needs": "prune"}
LABELS = [*(f"remove {number + 1}" for number in range(SURPLUS)), *KEYS.values()]


class Removals(Series):
    def __init__(self, machine, volume, seed, *arguments):
        self.volume, self.seed, self.versions = volume, seed, 0
        traced = Traced(machine, Served(), ("retention", "run", "shop"), self.keys, "RETENTION", [])
        super().__init__(traced, "retention", LABELS, *arguments)

    def keys(self):
        plan = self.machine.run("retention", "plan", "shop", "--json", accept=(0,)).out.splitlines()[-1]
        return [KEYS.get(step, step) for step in json.loads(plan)["steps"]]

    def prepare(self):
        """As many points as there must be, each of other content, so that a prune has something to do."""
        while len(self.machine.points("shop")) < 1 + SURPLUS:
            self.versions += 1
            (self.volume / "file").write_bytes(content(self.seed, f"version {self.versions}", 300_000))
            self.machine.backup("shop", accept=(0,))

    def look(self, name, hit, told):
        claims, machine = self.claims, self.machine
        claims.check(told.count("was cut off, and is") == 1, f"{name}: the next server says what became of it", told)
        points = machine.points("shop")
        listed = {point["snapshot_id"] for point in points}
        # Struck off with its snapshot or not at all: whoever reads the repository sees the same points.
        claims.check(machine.snapshots() == listed, f"{name}: restic sees the same points", f"{machine.snapshots()} {listed}")
        removed = 0 if hit == LABELS[0] else 1 if hit == LABELS[1] else SURPLUS
        # What the kill came upon may be finished by who takes it up.
        claims.check(1 + SURPLUS - removed - 1 <= len(points) <= 1 + SURPLUS - removed, f"{name}: as many points are there as the step says", str(points))
        claims.check(not machine.left_behind(), f"{name}: nothing is left", str(machine.left_behind()))
        self.whole(points, name)
        result = machine.run("retention", "run", "shop")
        claims.check(result.code == 0, f"{name}: the next run does the rest", result.text)
        rest = machine.points("shop")
        claims.check([point["id"] for point in rest] == [points[0]["id"]], f"{name}: the newest point is left, and no other", str(rest))
        checked = machine.ask_restic("check", "--read-data", accept=None)
        claims.check(checked.code == 0, f"{name}: restic check --read-data is clean", checked.text)
        verified = machine.run("catalog", "verify")
        claims.check(verified.code == 0, f"{name}: ledger and repository agree", verified.text)

    def whole(self, points, name):
        """The newest point has what was backed up last."""
        target = self.machine.place / "copy"
        self.machine.restore("shop", points[0]["id"], files=target)
        differences = compare.compare(self.volume, target)
        self.claims.check(not differences, f"{name}: the newest point restores whole", "\n".join(map(str, differences[:3])))
        remove(target)


def kill(place, claims, arguments, chance):
    machine = Machine(place)
    volume = place / "volume"
    volume.mkdir()
    machine.policy = {"retention": {"keep": {"last": 1}}}
    machine.apply(shop={"volumes": [{"name": "files", "path": volume}]})
    Removals(machine, volume, arguments.seed, claims, arguments, chance).run()
    if not arguments.keep:
        remove(place)
