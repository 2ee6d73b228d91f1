"""Faults: through a proxy that drops, delays, truncates, repeats, corrupts, lists late and answers errors, every operation ends
right or fails clearly in bounded time; when the faults stop, stock restic finds the repository whole, and every snapshot whose
backup said that it was done restores identically."""

import json
import os
import random
import shutil
import time
from collections import Counter

from . import compare, proxy, s3
from .tools import find
from .trees import KIB, content
from .work import remove

SUMMARY = "through a store that goes wrong in every way, nothing is lost and nothing hangs"

# Longer than any patience of one call and its repetitions under the shares below, shorter than a hang.
BOUND = 420
# How many more backups a fault that was not done yet may wait for.
MORE = 8
CRASHES = ("panic:", "Exception in thread", "\tat io.holdfast", "java.lang.")


def options(parser):
    parser.add_argument("--tool", default="holdfast", help="the tool under test (restic shows that the harness itself works)")
    parser.add_argument("--judge", default="restic", help="who judges the repository afterwards")
    parser.add_argument("--faults", default="", help="only these, by commas: " + " ".join(proxy.FAULTS))
    parser.add_argument("--servers", default="", help="which S3 servers, by commas: versitygw minio (default: versitygw; both with --long)")
    parser.add_argument("--share", type=float, default=0.0, help="share of the requests that go wrong (default: drawn for each round)")
    parser.add_argument("--rounds", type=int, default=0, help="how many rounds (default: 2, or all faults alone and 10 mixed with --long)")


def run(arguments, claims, place):
    os.environ.update(s3.variables())
    chance = random.Random(arguments.seed)
    for name in (arguments.servers or ("versitygw,minio" if arguments.long else "versitygw")).split(","):
        done, chosen = Counter(), rounds(arguments)
        for number, faults in enumerate(chosen):
            share = arguments.share or chance.choice([0.05, 0.08, 0.15])
            if faults == ["corrupt"]:
                # Bytes that come damaged are read three times; one object in two hundred may be wrong each time above this.
                share = min(share, 0.05)
            home = place / f"round-{number}"
            home.mkdir()
            with s3.server(name, home) as upstream:
                plan = proxy.Plan(chance.getrandbits(32))
                with proxy.faulty(upstream, plan) as address:
                    one = Round(arguments, claims, home, plan, address, upstream)
                    one.title = f"{name} {'+'.join(faults) if len(faults) < 4 else 'mixed'} at {share:.0%}"
                    one.play(faults, share, chance)
            done.update(plan.done)
            claims.say(f"{one.title}: {plan.requests} requests, {sum(plan.done.values())} went wrong")
            remove(home)
        claims.say(f"{name} went wrong: " + ", ".join(f"{fault} {count}x" for fault, count in sorted(done.items())))
        for fault in sorted({fault for faults in chosen for fault in faults}):
            claims.check(done[fault], f"{name}: the fault '{fault}' was done")


def rounds(arguments):
    if arguments.faults:
        chosen = arguments.faults.split(",")
        unknown = set(chosen) - set(proxy.FAULTS)
        if unknown:
            raise SystemExit(f"no fault is called {', '.join(sorted(unknown))}: expected some of {' '.join(proxy.FAULTS)}")
        return [chosen] * (arguments.rounds or 1)
    if not arguments.long:
        return ([proxy.PASSING, proxy.FAULTS] * (arguments.rounds or 2))[: arguments.rounds or 2]
    return [[fault] for fault in proxy.FAULTS] + [proxy.PASSING, proxy.FAULTS] * ((arguments.rounds or 10) // 2)


class Round:
    """One repository that lives through faults, and what becomes of it."""

    title = ""

    def __init__(self, arguments, claims, home, plan, address, upstream):
        self.arguments, self.claims, self.home, self.plan = arguments, claims, home, plan
        self.tool, self.judge = find(arguments.tool), find(arguments.judge)
        self.faulty = f"s3:http://{address[0]}:{address[1]}/{s3.BUCKET}/prefix"
        self.direct = f"s3:http://{upstream[0]}:{upstream[1]}/{s3.BUCKET}/prefix"
        self.source = home / "source" / "tree"
        self.finished = []

    def play(self, faults, share, chance):
        if not self.make_repository(faults, share):
            return
        self.plan.begin(share, faults)
        passing = set(faults) <= set(proxy.PASSING)
        for step in range(3):
            self.change(step, chance)
            self.back_up(step, passing)
            verb = chance.choice([("snapshots",), ("check",), ("check", "--read-data"), ("forget", "--keep-last", "2"), ("ls", "latest")])
            self.attempt(verb, passing)
        self.attempt(("forget", "--keep-last", "2", "--prune"), passing)
        self.restore_through_faults(passing)
        self.attempt(("prune", "--max-unused", "0"), passing)
        self.until_all_are_done(faults, passing, chance)
        self.plan.stop()
        self.judge_what_is_left()

    def until_all_are_done(self, faults, passing, chance):
        """More of the same while a fault has not met a request that it suits."""
        for step in range(3, 3 + MORE):
            left = [fault for fault in faults if not self.plan.done[fault]]
            if not left:
                return
            self.plan.begin(0.3, left)
            self.change(step, chance)
            self.back_up(step, passing)
            self.attempt(("snapshots",), passing)

    def make_repository(self, faults, share):
        """With faults first; when that failed, as a person would do it, again without."""
        self.plan.begin(share, faults)
        made = self.attempt(("init",), set(faults) <= set(proxy.PASSING))
        self.plan.stop()
        if made.code == 0 or self.run(self.direct, "snapshots").code == 0:
            return True
        again = self.run(self.direct, "init")
        return self.claims.check(again.code == 0, f"{self.title}: init after a failed init", again.text)

    def change(self, step, chance):
        self.source.mkdir(parents=True, exist_ok=True)
        for number in range(12):
            size = chance.randrange(1, 300 * KIB)
            (self.source / f"file {number}").write_bytes(content(self.arguments.seed, f"{step} {number if number % 3 else 0}", size))
        (self.source / f"large {step}").write_bytes(content(self.arguments.seed, f"large {step}", 3 << 20))

    def back_up(self, step, passing):
        result = self.attempt(("backup", "--json", "tree"), passing, cwd=self.source.parent)
        if result.code not in (0, 3):
            return
        kept = self.home / f"kept-{step}"
        shutil.copytree(self.source, kept, copy_function=shutil.copy2)
        shutil.copystat(self.source, kept)
        snapshot = next((line["snapshot_id"] for line in lines_of(result.out) if line.get("message_type") == "summary"), None)
        if self.claims.check(snapshot, f"{self.title}: a finished backup names its snapshot", result.text):
            self.finished.append((snapshot, kept))

    def restore_through_faults(self, passing):
        target = self.home / "restored"
        result = self.attempt(("restore", "latest", "--target", target), passing)
        trees = [kept for _, kept in self.finished]
        if result.code == 0 and trees:
            # Which one is the latest is the store's word when it lists late; it must be one of them, whole.
            differences = [compare.compare(kept, target / "tree") for kept in trees]
            self.claims.check(any(not found for found in differences), f"{self.title}: a restore that ends with 0 is equal",
                              "\n".join(map(str, differences[-1][:5])))
        remove(target)

    def attempt(self, words, passing, cwd=None):
        begin = time.monotonic()
        result = self.run(self.faulty, *words, cwd=cwd)
        took = time.monotonic() - begin
        name = f"{self.title}: {' '.join(map(str, words[:2]))}"
        self.claims.check(took < BOUND and result.code >= 0, f"{name} ends in bounded time ({took:.0f} s)", result.text)
        self.claims.check(not any(word in result.err for word in CRASHES), f"{name} does not crash", result.text)
        if result.code != 0:
            self.claims.check(result.err.strip(), f"{name} says why it failed", result.text)
            self.claims.say(f"{name} failed with {result.code}: {last_line(result.err)}")
        # check may rightly report what it was shown; what a read gets wrong once, the next one gets right.
        if passing and words[0] != "check":
            self.claims.check(result.code == 0, f"{name} gets through faults that pass", result.text)
        return result

    def run(self, repository, *words, cwd=None):
        return self.tool.run(repository, *words, cache=self.home / "cache", cwd=cwd, accept=None, timeout=BOUND)

    def judge_what_is_left(self):
        cache = self.home / "cache-judge"
        self.judge.run(self.direct, "unlock", cache=cache, accept=None)
        checked = self.judge.run(self.direct, "check", "--read-data", cache=cache, accept=None)
        self.claims.check(checked.code == 0, f"{self.title}: afterwards {self.judge.name} check --read-data is clean", checked.text)
        listed = self.judge.run(self.direct, "snapshots", "--json", cache=cache, accept=None)
        present = [snapshot["id"] for snapshot in json.loads(listed.out or "[]")]
        if self.finished:
            newest = self.finished[-1][0]
            self.claims.check(any(name.startswith(newest) for name in present), f"{self.title}: the newest finished snapshot is there", listed.text)
        for snapshot, kept in self.finished:
            if not any(name.startswith(snapshot) for name in present):
                continue  # forgotten, as asked
            for tool in {self.tool.name: self.tool, self.judge.name: self.judge}.values():
                target = self.home / "restored"
                restored = tool.restore(self.direct, target, cache, snapshot=snapshot, accept=None)
                differences = compare.compare(kept, target / "tree") if restored.code == 0 else [restored.text]
                self.claims.check(not differences, f"{self.title}: {tool.name} restores {snapshot[:8]} identically", "\n".join(map(str, differences[:5])))
                remove(target)


def lines_of(out):
    for line in out.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def last_line(err):
    lines = [line for line in err.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
