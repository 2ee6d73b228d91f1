"""Hooks that hang, a store that goes away, and a restore with nothing of Holdfast: what a bad day has beside kills."""

import threading
import time

from . import compare, exemptions, remote, trees
from .cuts import Bench
from .orders import Customers
from .protected import Machine
from .proxy import Plan, faulty
from .work import remove

CLOSE = "rm {open}; touch {closed}"
# What a hook of the first volume does, with a word of the failure that follows; none of it would end for minutes.
HANGING = {
    "pre": ({"pre": {"command": ["sh", "-c", "touch {open}; exec sleep 600"], "timeout": "2s"}, "post": {"command": ["sh", "-c", CLOSE]}}, "sleep 600"),
    "post": ({"pre": {"command": ["touch", "{open}"]}, "post": {"command": ["sh", "-c", CLOSE + "; exec sleep 600"], "timeout": "2s"}}, "sleep 600"),
    "ready": ({"held": {"command": ["sh", "-c", "exec sleep 600"], "timeout": "2s"}}, "sleep 600"),
    "close": ({"held": {"command": ["sh", "-c", "echo ready; exec sleep 600"], "timeout": "2s"}}, "sleep 600"),
}


def hang(engine, place, claims):
    """Every step of a hook that hangs ends by its time limit: there is no point, and nothing is left open."""
    machine = Machine(place / "hang")
    volume = machine.place / "volume"
    volume.mkdir()
    (volume / "file").write_text("something\n")
    opened, closed = machine.place / "open", machine.place / "closed"

    def close(name):
        claims.check(closed.exists() and not opened.exists(), f"{name}: its other half ran")
        closed.unlink(missing_ok=True)

    def filled(value):
        if isinstance(value, dict):
            return {name: filled(inner) for name, inner in value.items()}
        return [word.replace("{open}", str(opened)).replace("{closed}", str(closed)) for word in value] if isinstance(value, list) else value

    for name, (hooks, words) in HANGING.items():
        machine.apply(shop={"volumes": [{"name": "files", "path": volume, "method": "Live", "hooks": filled(hooks)}]})
        gives_up(machine, claims, f"a hook that hangs ({name})", words)
        if "post" in hooks:
            close(f"a hook that hangs ({name})")
    stuck = machine.place / "stuck"
    stuck.write_text("#!/bin/sh\ncase $1 in create) exec sleep 600 ;; esac\n")
    stuck.chmod(0o755)
    plugin = {"command": [stuck], "timeout": "2s"}
    machine.apply(shop={"volumes": [{"name": "files", "path": volume, "method": "Snapshot", "snapshot": plugin,
                                     "hooks": filled(HANGING["post"][0] | {"post": {"command": ["sh", "-c", CLOSE]}})}]})
    gives_up(machine, claims, "a snapshot command that hangs", "stuck")
    close("a snapshot command that hangs")
    remove(machine.place)
    stalled(engine, place, claims)


def gives_up(machine, claims, name, words):
    begin = time.monotonic()
    result = machine.backup("shop")
    took = time.monotonic() - begin
    claims.check(result.code == 1 and words in result.err, f"{name}: the backup fails and says what hung", result.text)
    claims.check(took < 60, f"{name}: it is given up in time", f"after {took:.0f} s")
    claims.check(not machine.points("shop"), f"{name}: there is no point")
    left = machine.left_behind()
    claims.check(not left, f"{name}: nothing is left", "\n".join(left))


def stalled(engine, place, claims):
    """A PostgreSQL whose checkpointer does not answer: the backup is given up, and leaves no slot and no session."""
    bench = Bench(engine, place, claims)
    with bench.open():
        machine = bench.machine
        machine.policy = {"backup": {"hooks": {"timeout": "3s"}}}
        bench.declare("Live")
        go_on = engine.stall()
        try:
            result = machine.backup("shop")
        finally:
            go_on()
        claims.check(result.code == 1 and "was not done within 3 s" in result.err, "a database that hangs: the backup fails and says so", result.text)
        deadline = time.monotonic() + 10
        while (left := bench.left_open()) and time.monotonic() < deadline:
            time.sleep(0.2)
        claims.check(not left, "a database that hangs: no slot and no session is left", "\n".join(left))
        bench.customers.await_more()
        bench.cut("Live", 1)
    remove(bench.machine.place)


def away(engine, seconds, place, claims, seed):
    """The store goes away in the midst of a backup, and comes back: the run ends well or fails clearly, and the next one is whole."""
    home = place / "away"
    home.mkdir()
    plan = Plan(f"{seed}/away")
    with remote.rest(home) as port, faulty(("127.0.0.1", port), plan) as (host, proxy):
        machine = Machine(home / "machine", f"rest:http://{host}:{proxy}/", user=("somebody", "pass"), limits={"upload": "400kB"})
        volume = home / "volume"
        volume.mkdir()
        engine.make(volume)
        (volume / "large").write_bytes(trees.content(seed, "large", 4 << 20))
        with engine.running(volume), Customers(engine.connect) as customers:
            machine.apply(shop={"volumes": [{"name": "data", "path": volume, "method": "Live", "hooks": engine.hooks(machine.connection)}]})
            before = customers.acknowledged()
            asked = plan.requests
            outage = threading.Thread(target=go_away, args=(plan, asked + 8, seconds))
            outage.start()
            result = machine.backup("shop")
            outage.join()
            claims.check(plan.done["refuse"], "the store was away in the midst of a backup", f"{plan.done}, {plan.requests - asked} requests")
            claims.check(result.code in (0, 1), "the run is completed or cleanly failed", result.text)
            claims.say(f"store away for {seconds} s, {plan.done['refuse']} requests refused: the backup ended with {result.code}")
            points = machine.points("shop")
            claims.check(len(points) == (result.code == 0), "there is a point exactly when it is completed", str(points))
            settled(machine, engine, claims, customers, before, home)
    remove(home)


def go_away(plan, after, seconds):
    while plan.requests < after:
        time.sleep(0.01)
    plan.begin(1.0, ["refuse"])
    time.sleep(seconds)
    plan.stop()


def settled(machine, engine, claims, customers, before, home):
    left = engine.left_open() + machine.left_behind()
    claims.check(not left, "no hook is open and nothing is left after an outage", "\n".join(left))
    result = machine.backup("shop")
    claims.check(result.code == 0, "the next backup succeeds", result.text)
    points = machine.points("shop")
    claims.check(machine.snapshots() == {point["snapshot_id"] for point in points}, "no point is half-visible")
    checked = machine.ask_restic("check", "--read-data", accept=None)
    claims.check(checked.code == 0, "restic check --read-data is clean after an outage", checked.text)
    for number, point in enumerate(points):
        target = home / f"copy-{number}"
        machine.restore("shop", point["id"], data=target)
        with engine.copy(target) as shop:
            faults = shop.faults(before)
        claims.check(not faults, f"point {len(points) - number} of the outage restores whole", "\n".join(faults[:5]))
    customers.await_more()


def stock(place, claims, seed):
    """Stock restic restores a volume of a point, with nothing of Holdfast: bytes, modes, owners and times are equal."""
    machine = Machine(place / "stock")
    odd = trees.OddTree(machine.place / "odd", seed, small=True).make()
    for what in odd.left_out:
        claims.exempt(what, "this machine does not let the entry be made")
    machine.apply(shop={"volumes": [{"name": "odd", "path": machine.place / "odd"}]})
    claims.check(machine.backup("shop").code == 0, "a volume with everything odd is backed up")
    target = machine.place / "restored"
    machine.ask_restic("restore", "latest", "--tag", "holdfast-point", "--target", target)
    differences = exemptions.judged(compare.compare(machine.place / "odd", target / "volumes" / "odd"), "holdfast", "restic", claims)
    claims.check(not differences, "restic alone restores the volume as it was", "\n".join(differences[:5]))
    machine.restore("shop", "newest", odd=machine.place / "aside")
    differences = exemptions.judged(compare.compare(machine.place / "odd", machine.place / "aside"), "holdfast", "holdfast", claims)
    claims.check(not differences, "so does holdfast point restore", "\n".join(differences[:5]))
    remove(machine.place)
