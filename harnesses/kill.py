"""Kill: whenever a command is killed, or the power fails, the repository is valid and every finished snapshot is whole.

Four ways to die. *Calls*: the program is killed right before and right after each of its calls that change the repository or
the restored tree, counted by ptrace, or its requests to an S3 server, counted by a proxy. *Instants*: it is killed after a random
time. *Stops*: it is told to stop then, must end by itself, and may leave no lock. *Power*: its calls are recorded with their bytes and replayed onto the repository as it was, without some or all of what no
fsync had made durable. After each, stock restic unlocks, checks with read-data and restores every snapshot, and the same command
must then run to its end.
"""

import collections
import random
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from subprocess import TimeoutExpired

from . import buckets, power
from .deeds import DEEDS, History, Shelf, Trial, chosen
from .tools import PROJECT, find

SUMMARY = "killed at any call or instant, or cut from power, a repository stays valid"

# As a statement, because the program runs in a directory from which the package cannot be found.
TRACER = [sys.executable, "-B", "-c", f"import sys; sys.path.insert(0, {str(PROJECT)!r}); from harnesses.tracer import main; main()"]


def options(parser):
    parser.add_argument("--tool", default="holdfast", help="the tool to kill (restic shows that the harness itself works)")
    parser.add_argument("--parts", default="calls,instants,stops,power,s3-calls,s3-instants,s3-stops", help="which parts to run")
    parser.add_argument("--deeds", default="", help=f"only these, of: {', '.join(deed.name for deed in DEEDS)}")
    parser.add_argument("--points", type=int, default=None, help="how many points of each part at most (default: all in the long form)")
    parser.add_argument("--workers", type=int, default=2, help="how many points are tried at the same time")


# Points of each part in the short form.
SHORT = {"calls": 24, "instants": 6, "stops": 8, "power": 12, "s3-calls": 10, "s3-instants": 2, "s3-stops": 4}
INSTANTS = 300
INTERRUPTED = 130


class Run:
    """What all parts share; `short` says how many points of each part the short form tries."""

    def __init__(self, arguments, claims, history, short):
        self.arguments, self.claims, self.history, self.short = arguments, claims, history, short
        self.tool = history.tool
        self.chance = random.Random(f"{arguments.seed}/kill")
        self.lock = threading.Lock()
        self.number = 0
        self.tried = collections.Counter()

    def trial(self, deed):
        with self.lock:
            self.number += 1
            return Trial(self.history, deed, f"t{self.number}")

    def limit(self, part, all_of_them):
        if self.arguments.points is not None:
            return self.arguments.points
        return all_of_them if self.arguments.long else self.short[part]

    def judge(self, part, deed, name, faults):
        with self.lock:
            self.tried[part, deed.name] += 1
            self.claims.check(not faults, f"{part}: {name}", "\n".join(map(str, faults[:3])))

    def all(self, part, try_one, points):
        """Tries points side by side; an exception is a failure of the harness itself and ends the run."""
        with ThreadPoolExecutor(self.arguments.workers) as pool:
            for _ in pool.map(try_one, points):
                pass
        counted = ", ".join(f"{deed} {count}" for (of, deed), count in self.tried.items() if of == part)
        self.claims.say(f"{part} done: {counted}")


def traced(tool, watched, *options):
    return type(tool)(tool.name, [*TRACER, "--watch", watched, *options, "--", *tool.program])


def spread(groups, count, chance):
    """At most `count` points, taken from the groups in turn, so that no kind of point goes untried while there is room."""
    heaps = [chance.sample(group, len(group)) for group in groups]
    chance.shuffle(heaps)
    taken = []
    while len(taken) < count and any(heaps):
        for heap in heaps:
            if heap and len(taken) < count:
                taken.append(heap.pop())
    return taken


def calls(run, deeds):
    """Each call of each deed, before and after it."""
    groups = collections.defaultdict(list)
    for deed in deeds:
        log = power.recorded(run, deed, traced)
        for entry in power.entered(log):
            for when in ("before", "after"):
                groups[deed.name, entry["call"], entry["place"]].append((deed, when, entry["n"], f"{entry['call']} in {entry['place']}"))
        run.claims.say(f"calls: {deed.name} makes {len(power.entered(log))} that change something")
    points = spread(groups.values(), run.limit("calls", 1 << 30), run.chance)

    def try_one(point):
        deed, when, at, what = point
        with run.trial(deed) as trial:
            result = trial.run(traced(run.tool, trial.watched, "--kill", when, "--at", str(at)))
            name = f"{deed.name} killed {when} call {at} ({what})"
            # Threads take turns differently each time, so the last calls of one run may be missing in the next.
            if result.code not in (0, 128 + signal.SIGKILL):
                run.judge("calls", deed, name, [f"it ended on its own: {result.text}"])
            else:
                missed = ": not reached this time" if result.code == 0 else ""
                run.judge("calls", deed, name + missed, trial.aftermath(run.tool))

    run.all("calls", try_one, points)


def instants(run, deeds, part="instants"):
    """Killed, or told to stop, after a random part of the time that it takes."""
    lasting = {}
    for deed in deeds:
        with run.trial(deed) as trial:
            lasting[deed.name] = trial.run(run.tool).wall
    points = [(run.chance.choice(deeds), run.chance.random()) for _ in range(run.limit(part, INSTANTS))]

    def try_one(point):
        deed, share = point
        after = share * lasting[deed.name] * 1.1
        with run.trial(deed) as trial:
            words = run.history.words(deed, trial.target)
            process = run.tool.start(trial.repository, *words, cache=trial.cache, cwd=run.history.source)
            try:
                process.communicate(timeout=after)
            except TimeoutExpired:
                pass
            if part.endswith("stops"):
                faults = stopped(process, trial)
            else:
                # The launcher has become the program by exec, so this is the program itself.
                process.kill()
                process.communicate()
                faults = []
            name = f"{deed.name} {'stopped' if part.endswith('stops') else 'killed'} after {after:.3f} s"
            run.judge(part, deed, name, faults + trial.aftermath(run.tool))

    run.all(part, try_one, points)


# What Java prints, with exit code 1, when the signal comes in the few milliseconds between its taking over signals and its being
# initialized. No code of the program has run by then, and none can change it.
JAVA_WAS_STARTING = b"Error occurred during initialization of VM"


def stopped(process, trial):
    """Tells a command to stop; what is wrong with how it ends. Before Java runs, the shell that starts it ends by the signal."""
    process.terminate()
    try:
        out, err = process.communicate(timeout=60)
    except TimeoutExpired:
        process.kill()
        process.communicate()
        return ["it did not end within a minute"]
    faults = []
    starting = process.returncode == 1 and err.startswith(JAVA_WAS_STARTING) and not out
    if not starting and process.returncode not in (0, INTERRUPTED, -signal.SIGTERM, 128 + signal.SIGTERM):
        faults.append(f"exit {process.returncode}: {(out + err).decode(errors='replace')[-2000:]}")
    locks = trial.folder / "locks"
    if locks.is_dir() and any(locks.iterdir()):
        faults.append("a lock is left")
    return faults


def run(arguments, claims, place):
    tool = find(arguments.tool)
    parts = arguments.parts.split(",")
    deeds = chosen(arguments.deeds)
    if {"calls", "instants", "stops", "power"} & set(parts):
        here = Run(arguments, claims, History(tool, Shelf(place / "shelf"), arguments.seed, place / "local"), SHORT)
        claims.say(f"histories made by {tool.name}")
        if "calls" in parts:
            calls(here, deeds)
        if "power" in parts:
            power.cuts(here, [deed for deed in deeds if not deed.watches_target], traced)
        for part in ("instants", "stops"):
            if part in parts:
                instants(here, deeds, part)
    if {"s3-calls", "s3-instants", "s3-stops"} & set(parts):
        with buckets.buckets(place / "s3") as shelf:
            there = Run(arguments, claims, History(tool, shelf, arguments.seed, place / "remote"), SHORT)
            claims.say(f"histories made by {tool.name} on S3")
            deeds = [deed for deed in deeds if deed.name != "init"]
            if "s3-calls" in parts:
                buckets.requests(there, deeds, spread)
            for part in ("s3-instants", "s3-stops"):
                if part in parts:
                    instants(there, deeds, part)
