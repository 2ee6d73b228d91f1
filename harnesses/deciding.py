"""Kills of the server upon decisions: what was acknowledged is there after kill -9, and when the catalog is gone, too.

A hold is placed and the server killed as soon as the answer is there; and at calls between the first record of the decision and the
answer: then the decision is there as a whole or not at all, and everybody who looks says the same.
"""

import json
import shutil

from .kill import TRACER
from .protected import Machine
from .series import KILLED, Served
from .work import remove

# How many decisions are killed upon their answer, and how many within.
LONG, SHORT = 30, 2


class Decisions:
    def __init__(self, machine, point, claims):
        self.machine, self.point, self.claims, self.served, self.count = machine, point, claims, Served(), 0
        self.log = machine.place / "trace"

    def held(self):
        """The holds by their names, as the catalog tells."""
        lines = self.machine.run("hold", "list", "shop", "--json", accept=(0,)).out.splitlines()
        return {hold["hold"]: hold["reason"] for hold in map(json.loads, lines)}

    def place(self):
        self.count += 1
        name = f"legal-{self.count}"
        return name, ("hold", "place", self.point, name, "--reason", f"case {self.count}")

    def acknowledged(self):
        """Killed as soon as the answer is there."""
        name, words = self.place()
        with self.served.started(self.machine) as (process, _):
            self.machine.run(*words, accept=(0,))
            process.kill()
            process.wait()
        self.judge(f"{name}, killed upon its answer", name, True)

    def traced(self, *kill):
        name, words = self.place()
        watch = (word for path in (self.machine.state, self.machine.location) for word in ("--watch", path))
        tracer = [*TRACER, *watch, "--log", self.log, "--mark", f"({name})", *kill, "--from", name, "--"]
        return name, *self.served.ask(self.machine, words, tracer)

    def rehearse(self):
        """How many calls there are from the first record of a decision to the end of the server."""
        name, result, code, log = self.traced()
        self.claims.check(result.code == 0 and code == 0, f"{name} is placed under the tracer", result.text + log)
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        first = next(number for number, line in enumerate(lines) if name in line.get("marks", ()))
        return sum("enter" in line for line in lines[first:])

    def within(self, kind, at):
        """Killed at a call of the decision, which may have been answered by then; whether it was: a server that ends makes now more calls, now fewer."""
        name, result, code, log = self.traced("--kill", kind, "--at", str(at))
        what = f"{name}, killed {kind} call {at}, {'' if result.code == 0 else 'not '}answered"
        self.claims.check(code in (0, KILLED), f"{what}: it was killed, or had ended", result.text + log)
        self.judge(what, name, result.code == 0)
        return code == KILLED

    def judge(self, what, name, answered):
        claims, machine = self.claims, self.machine
        self.served.take_up(machine, lambda log: True)
        if not answered:
            # It is sealed before it is recorded; whoever decides next takes in what the repository alone has.
            _, words = self.place()
            result = machine.run(*words)
            claims.check(result.code == 0, f"{what}: the next decision is taken", result.text)
        before = self.held()
        claims.check(name in before or not answered, f"{what}: it is there", str(before))
        verified = machine.run("catalog", "verify")
        claims.check(verified.code == 0, f"{what}: ledger and repository agree", verified.text)
        shutil.rmtree(machine.state / "catalog")
        result = machine.run("catalog", "rebuild", "-f", machine.place / "kinds.yaml")
        claims.check(result.code == 0, f"{what}: the catalog is rebuilt", result.text)
        after = self.held()
        for held in (before, after):
            if not answered:
                # Nobody was told of it: the catalog alone may have it, or the repository alone.
                held.pop(name, None)
        claims.check(before == after, f"{what}: the repository alone says the same", f"{before} {after}")


def kill(place, claims, arguments, chance):
    machine = Machine(place)
    volume = place / "volume"
    volume.mkdir()
    (volume / "file").write_text("something\n")
    machine.apply(shop={"volumes": [{"name": "files", "path": volume}]})
    machine.backup("shop", accept=(0,))
    point = machine.points("shop")[0]["id"]
    decisions = Decisions(machine, point, claims)
    for _ in range(LONG if arguments.long else SHORT):
        decisions.acknowledged()
    calls = decisions.rehearse()
    # The first is within for certain.
    chosen = [1, *chance.sample(range(2, calls + 1), min(calls, LONG if arguments.long else SHORT) - 1)]
    killed = [decisions.within(chance.choice(("before", "after")), at) for at in chosen]
    claims.check(killed[0], "the server is killed within a decision")
    claims.say(f"server killed upon {LONG if arguments.long else SHORT} decisions and within {len(chosen)}, each of {calls} calls")
    if not arguments.keep:
        remove(place)
