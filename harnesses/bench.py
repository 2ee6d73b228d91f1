"""Benchmark: the same work by each tool on the same data, several rounds in turn; ratios of medians against restic.

What is measured is the whole command as a user starts it: wall time, processor time, peak memory of the
process, and the size of the repository. The order of the tools changes with every round, the repository lies on the
file system of TMPDIR, and caches of the operating system are as the round before left them for everybody; trees of
many files are put aside rather than deleted, which would slow down whoever makes files next.
That each tool restores the same is claimed always; the ratios only with --judge, for a machine that others use at
the same time measures itself. After the rounds, holdfast's steps run once more under a profiler, which shows where
their time and memory go; those runs are in no figure."""

import json
import os
import random
import statistics
import subprocess
import time
from pathlib import Path

from . import datasets, profile
from .tools import PASSWORD, PROJECT, Result, Tool, find, peer, reap
from .work import put_aside, remove

SUMMARY = "holdfast beside restic and borg on the same data: wall, processor time, memory, size, as ratios"

# Against restic, by the step: what a first release has to reach, and the goal.
LIMITS = {"first": (0.65, 0.5), "first-rabin": (0.8, 0.65), "unchanged": (1.2, 0.7), "changed": (1.2, 0.7),
          "restore": (1.0, 0.7), "check": (1.0, 0.7)}
SIZE_LIMIT, MEMORY_LIMIT = 1.05, 2.0


def options(parser):
    parser.add_argument("--sets", default=",".join(datasets.SETS), help="comma-separated")
    parser.add_argument("--scale", type=float, default=None, help="1 is 2 GB and 100,000 files (default: 1 long, 0.05 short)")
    parser.add_argument("--rounds", type=int, default=None, help="default: 5 long, 1 short")
    parser.add_argument("--peers", default=None, help="comma-separated (default: restic,borg long, restic short)")
    parser.add_argument("--steps", default="first,unchanged,changed,restore,check", help="which steps")
    parser.add_argument("--judge", action="store_true", help="fail when a ratio is above its limit")
    parser.add_argument("--no-profile", action="store_true", help="leave out where holdfast's time and memory go")
    parser.add_argument("--json", default=None, help="also write every figure to this file")


class HoldfastGear(Tool):
    """Ours as a user gets it."""


class HoldfastRabin(Tool):
    """Ours with restic's chunker."""

    def init(self, repository, cache):
        return self.run(repository, "init", "--chunker", "rabin", cache=cache)


class Borg:
    """borg 1, in its own repository format, encrypted, with its default compression."""

    name = "borg"

    def __init__(self, program):
        self.program = program

    def call(self, cache, *arguments, cwd=None):
        environment = os.environ | {"BORG_PASSPHRASE": PASSWORD, "BORG_BASE_DIR": os.fspath(cache), "BORG_RELOCATED_REPO_ACCESS_IS_OK": "yes"}
        command = [self.program, *map(os.fspath, arguments)]
        begin = time.monotonic()
        with subprocess.Popen(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            code, out, err, usage = reap(process, 3600)
        if code not in (0, 1):
            raise SystemExit(f"borg {arguments[0]}: exit {code}\n{err}")
        return Result(command, code, out, err, time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)

    def init(self, repository, cache):
        cache.mkdir(parents=True, exist_ok=True)
        return self.call(cache, "init", "--encryption", "repokey", repository)

    def run(self, repository, verb, *arguments, cache, cwd=None):
        if verb == "backup":
            return self.call(cache, "create", "-C", "zstd,3", f"{repository}::{time.time_ns()}", *arguments, cwd=cwd)
        return self.call(cache, "check", "--verify-data", repository)

    def restore(self, repository, target, cache):
        target.mkdir()
        listed = self.call(cache, "list", "--last", "1", "--short", repository)
        return self.call(cache, "extract", f"{repository}::{listed.out.strip()}", cwd=target)


def tools_of(arguments):
    program = find("holdfast").program
    tools = [HoldfastGear("holdfast", program), HoldfastRabin("holdfast-rabin", program)]
    for name in (arguments.peers or ("restic,borg" if arguments.long else "restic")).split(","):
        tools.append(Borg(peer("borg")) if name == "borg" else find(name))
    return tools


def run(arguments, claims, place):
    scale = arguments.scale or (1.0 if arguments.long else 0.05)
    rounds = arguments.rounds or (5 if arguments.long else 1)
    tools, steps, figures = tools_of(arguments), arguments.steps.split(","), []
    claims.say(f"scale {scale}, {rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name in arguments.sets.split(","):
        source = place / "source"
        datasets.make(name, source / name, scale, arguments.seed)
        original = place / "original"
        subprocess.run(["cp", "-a", source, original], check=True)
        for number in range(rounds):
            order = tools[number % len(tools):] + tools[:number % len(tools)]
            for tool in order:
                renew(source, original, place)
                for step, result, size in measure(tool, name, source, steps, place, arguments.seed, claims):
                    figures.append({"set": name, "round": number, "tool": tool.name, "step": step, "wall": result.wall, "cpu": result.cpu,
                                    "peak": result.peak, "size": size, "load": os.getloadavg()[0]})
            claims.say(f"{name}: round {number + 1} of {rounds} done, load {os.getloadavg()[0]:.1f}")
        for left in (source, original):
            put_aside(left, place / "aside")
    report(figures, arguments, claims)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(figures, indent=1))
    if not arguments.no_profile:
        profiles(arguments, scale, steps, place, claims)


def profiles(arguments, scale, steps, place, claims):
    """After all figures, so that whatever becomes of a profile, those are told."""
    for name in arguments.sets.split(","):
        source, original = place / "source", place / "original"
        datasets.make(name, original / name, scale, arguments.seed)
        renew(source, original, place)
        lines = profile.of_set(name, lambda tool, some: measure(tool, name, source, some, place, arguments.seed, claims), steps, place)
        print("\n" + "\n".join(lines), flush=True)
        for left in (source, original):
            put_aside(left, place / "aside")


def renew(source, original, place):
    """Each tool meets the same state of the source, also after the step that changes it."""
    put_aside(source, place / "aside")
    subprocess.run(["cp", "-a", original, source], check=True)
    os.sync()


def measure(tool, name, source, steps, place, seed, claims):
    repository, cache, target = place / "repository", place / f"cache-{tool.name}", place / "target"
    try:
        tool.init(repository, cache)
        yield "first", tool.run(repository, "backup", name, cache=cache, cwd=source), size_of(repository)
        if "unchanged" in steps:
            yield "unchanged", tool.run(repository, "backup", name, cache=cache, cwd=source), size_of(repository)
        if "changed" in steps:
            datasets.change(source / name, 0.01, random.Random(seed))
            yield "changed", tool.run(repository, "backup", name, cache=cache, cwd=source), size_of(repository)
        if "restore" in steps:
            yield "restore", tool.restore(repository, target, cache), size_of(repository)
            same = subprocess.run(["diff", "-r", "--no-dereference", source / name, target / name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            claims.check(same.returncode == 0, f"{name}: what {tool.name} restored is the same", same.stdout.decode("utf-8", "replace")[:2000])
        if "check" in steps:
            yield "check", tool.run(repository, "check", "--read-data", cache=cache), size_of(repository)
    finally:
        put_aside(target, place / "aside")
        for left in (repository, cache):
            remove(left)


def size_of(folder):
    return sum(os.path.getsize(os.path.join(inner, name)) for inner, _, names in os.walk(folder) for name in names)


def report(figures, arguments, claims):
    def median(name, tool, step, what):
        values = [figure[what] for figure in figures if (figure["set"], figure["tool"], figure["step"]) == (name, tool, step)]
        return statistics.median(values) if values else None

    print(f"\n{'set':8} {'step':10} {'tool':15} {'wall s':>8} {'cpu s':>8} {'peak MiB':>9} {'size MiB':>9}   ratio to restic: wall  cpu  peak  size")
    for name in arguments.sets.split(","):
        for step in dict.fromkeys(figure["step"] for figure in figures):
            for tool in dict.fromkeys(figure["tool"] for figure in figures):
                ours = {what: median(name, tool, step, what) for what in ("wall", "cpu", "peak", "size")}
                restic = {what: median(name, "restic", step, what) for what in ours}
                if ours["wall"] is None:
                    continue
                line = f"{name:8} {step:10} {tool:15} {ours['wall']:8.2f} {ours['cpu']:8.2f} {ours['peak'] / datasets.MIB:9.0f} {ours['size'] / datasets.MIB:9.0f}"
                if restic["wall"] is None or tool == "restic":
                    print(line)
                    continue
                ratio = {what: ours[what] / restic[what] for what in ours}
                print(f"{line}   {' ' * 16}{ratio['wall']:6.2f} {ratio['cpu']:5.2f} {ratio['peak']:5.2f} {ratio['size']:5.2f}{verdict(tool, step, ratio)}")
                judge(tool, name, step, ratio, arguments, claims)
    loads = [figure["load"] for figure in figures]
    print(f"medians; load {min(loads):.1f} to {max(loads):.1f} on {os.cpu_count()} cores")


def limits_of(tool, step):
    return LIMITS.get("first-rabin" if (tool, step) == ("holdfast-rabin", "first") else step, (None, None))


def verdict(tool, step, ratio):
    limit, goal = limits_of(tool, step)
    if not tool.startswith("holdfast") or limit is None:
        return ""
    return f"  wall: limit {limit}, goal {goal}, " + ("goal reached" if ratio["wall"] <= goal else f"{ratio['wall'] - goal:+.2f} to the goal")


def judge(tool, name, step, ratio, arguments, claims):
    if not tool.startswith("holdfast") or not arguments.judge:
        return
    limit, _ = limits_of(tool, step)
    bounds = {"wall": limit, "peak": MEMORY_LIMIT, "size": SIZE_LIMIT}
    for what, bound in bounds.items():
        claims.check(ratio[what] <= bound, f"{tool}, {name}, {step}: {what} is {ratio[what]:.2f} of restic's, at most {bound}")
