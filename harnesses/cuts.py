"""Cuts of databases under writers: each point, restored aside and started, has every order committed before its cut, none torn."""

import subprocess
from contextlib import contextmanager
from datetime import datetime

from .orders import Customers
from .protected import REFUSED, Machine
from .servers import Btrfs, give_away, is_root
from .tools import INCOMPLETE
from .work import put_aside, remove

METHODS = ("Snapshot", "Live")
# How soon customers order again after a run: nothing that holds them is left for a lease to end.
SOON = 3.0


class Bench:
    """One database in a subvolume, with customers, as the application `shop`."""

    def __init__(self, engine, place, claims):
        self.engine, self.place, self.claims = engine, place, claims
        self.machine = Machine(place / engine.name)
        self.copies = self.machine.place / "copies"
        self.copies.mkdir()
        # The last point, with how many orders are in it at least and at most.
        self.last = None

    @contextmanager
    def open(self):
        with Btrfs(self.machine.place) as self.btrfs:
            self.volume = self.btrfs.subvolume("shop")
            self.engine.make(self.volume)
            with self.engine.running(self.volume):
                self.hooks = self.engine.hooks(self.machine.connection)
                with Customers(self.engine.connect) as self.customers:
                    yield self
            if self.last:
                self.came_back()

    def declare(self, method):
        self.machine.apply(shop={"volumes": [{"name": "data", "path": self.volume, "method": method, "hooks": self.hooks}]})

    def left_open(self):
        return self.engine.left_open() + self.btrfs.left() + self.machine.left_behind()

    def cut(self, method, number):
        claims, name = self.claims, f"{self.engine.name}, {method.lower()}, cut {number}"
        self.customers.await_more()
        began = self.customers.acknowledged()
        result = self.machine.backup("shop")
        took = self.customers.await_more(2)
        claims.check(took < SOON, f"{name}: customers order on at once", f"after {took:.1f} s")
        complete = result.code == 0 and ", complete" in result.out
        detail = result.text + (self.machine.missing() if result.code == INCOMPLETE else "")
        if not claims.check(complete, f"{name}: a complete point is made", detail):
            return None
        after = self.customers.acknowledged()
        left = self.left_open()
        claims.check(not left, f"{name}: no hook is open and nothing is left", "\n".join(left))
        point = self.machine.points("shop")[0]
        start = datetime.fromisoformat(point["cut_start"]).timestamp()
        before = [max(pair) for pair in zip(began, self.customers.acknowledged(before=start))]
        target = self.restored(point["id"])
        with self.engine.copy(target) as shop:
            faults = shop.faults(before)
        claims.check(not faults, f"{name}: all of {sum(before)} orders are in the copy, none torn", "\n".join(faults[:5]))
        self.last = (point["id"], before, after)
        return point["id"]

    def came_back(self):
        """In place, over a database that was stopped long after the point: what it has since written is in nobody's way."""
        point, before, after = self.last
        result = self.machine.run("point", "restore", "shop", point, "--mode", "in_place")
        self.claims.check(result.code == 0, f"{self.engine.name}: a point is restored in place over the stopped database", result.text)
        with self.engine.copy(self.volume) as shop:
            faults = shop.faults(before)
            # One of each may have been under way.
            found = [shop.last(customer) for customer in range(len(after))]
        self.claims.check(not faults, f"{self.engine.name}: it starts in place with every order of then", "\n".join(faults[:5]))
        self.claims.check(all(last <= most + 1 for last, most in zip(found, after)), f"{self.engine.name}: it has no order that came later", f"{found}, at most {after}")

    def restored(self, point):
        """A restored copy; the one before it makes room."""
        put_aside(self.copies / "copy", self.copies / "aside")
        self.machine.restore("shop", point, data=self.copies / "copy")
        return self.copies / "copy"

    def judges(self, point):
        """That what a copy or a server must not have is found when it is there."""
        with self.engine.copy(self.restored(point)) as shop:
            expected = [shop.last(customer) for customer in range(3)]
            clean = shop.faults(expected)
            shop.lose()
            lost = shop.faults(expected)
            shop.tear()
            torn = shop.faults([0] * 3)
        self.claims.check(not clean, f"{self.engine.name}: the judge finds nothing wrong with a copy that is as it must be", "\n".join(clean))
        self.claims.check("was committed before the cut" in " ".join(lost), f"{self.engine.name}: the judge finds an order that is missing", str(lost))
        self.claims.check("torn" in " ".join(torn), f"{self.engine.name}: the judge finds an order that is torn", str(torn))
        with self.engine.planted():
            self.claims.check(self.engine.left_open(), f"{self.engine.name}: a hook that is left open is found")


def cuts(engine, methods, count, place, claims):
    bench = Bench(engine, place, claims)
    with bench.open():
        for method in methods:
            bench.declare(method)
            points = [bench.cut(method, number + 1) for number in range(count)]
            claims.say(f"{engine.name}, {method.lower()}: {count} cuts")
            if points[-1] and method == methods[0]:
                bench.judges(points[-1])
        checked = bench.machine.ask_restic("check", accept=None)
        claims.check(checked.code == 0, f"{engine.name}: stock restic finds the repository sound", checked.text)
    remove(bench.machine.place)


def split(engine, place, claims):
    """PostgreSQL with its log in a volume of its own: refused, but where one snapshot freezes both."""
    machine = Machine(place / "split")
    with Btrfs(machine.place) as btrfs:
        one, other, both = (btrfs.subvolume(name) for name in ("one", "other", "both"))
        plain = machine.place / "plain"
        for directory in (plain, both / "data-volume", both / "log-volume"):
            directory.mkdir()
            give_away(directory)
        give_away(other)
        engine.make(both / "data-volume", f"--waldir={both / 'log-volume' / 'wal'}")
        engine.make(one, f"--waldir={other / 'wal'}")
        with engine.running(one):
            hooks = engine.hooks(machine.connection)
            data, log = {"name": "data", "path": one, "role": "data", "hooks": hooks}, {"name": "log", "role": "wal"}
            for where, volumes in (("two subvolumes", [data, log | {"path": other}]), ("two file systems", [data, log | {"path": plain}]),
                                   ("read live", [data | {"method": "Live"}, log | {"path": other, "method": "Live"}])):
                machine.apply(shop={"volumes": volumes})
                result = machine.backup("shop")
                claims.check(result.code == REFUSED and "no snapshot covers all of them" in result.err and "data and log" in result.err,
                             f"data and log on two volumes are refused with the reason ({where})", result.text)
            machine.apply(shop={"volumes": [data]})
            result = machine.backup("shop")
            claims.check(result.code == REFUSED and "no single volume snapshot freezes" in result.err,
                         "so is a log that lies where no volume is declared", result.text)
            claims.check(not machine.points("shop"), "and there is no point")
            left = engine.left_open() + btrfs.left() + machine.left_behind()
            claims.check(not left, "a refused backup leaves nothing", "\n".join(left))
        with engine.running(both / "data-volume"), Customers(engine.connect) as customers:
            machine.apply(shop={"volumes": [{"name": "data", "path": both / "data-volume", "role": "data", "hooks": engine.hooks(machine.connection)},
                                                {"name": "log", "path": both / "log-volume", "role": "wal"}]})
            before = customers.acknowledged()
            result = machine.backup("shop")
            claims.check(result.code == 0, "data and log that one snapshot freezes are backed up", result.text)
            copies = {"data": machine.place / "copy-data", "log": machine.place / "copy-log"}
            machine.restore("shop", "newest", **copies)
            # The copy's link leads to the live log, as the point warns; whoever starts the copy puts it right first.
            link = copies["data"] / "data" / "pg_wal"
            link.unlink()
            link.symlink_to(copies["log"] / "wal")
            if is_root():
                subprocess.run(["chown", "-h", "65534:65534", link], check=True)
            with engine.copy(copies["data"]) as shop:
                faults = shop.faults(before)
            claims.check(not faults, "and their copy has every order", "\n".join(faults[:5]))
    remove(machine.place)
