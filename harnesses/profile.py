"""The profile of a set: one more run of each step for memory, and one for processor time, outside of all figures.

Two, because a recording takes memory itself: some 50 MiB, a fifth of what is to be shown."""

import os
import subprocess

from . import memory, processor
from .memory import MIB, MemoryProfiled, NoProfile
from .processor import ProcessorProfiled
from .tools import ToolFailed, find

STEPS = ("first", "unchanged", "restore", "check")
NAME, COLUMN = 26, 17


def of_set(name, measured, steps, place):
    """The lines that tell where time and memory of the set `name` go; `measured(tool, steps)` runs the steps on fresh data."""
    wanted = [step for step in STEPS if step == "first" or step in steps]
    watched = MemoryProfiled("holdfast", find("holdfast").program)
    # Memory first: that run also finds out how the launcher starts the JVM.
    memory_lines = attempt("memory", name, lambda: memory_of(name, measured(watched, wanted), watched))
    processor_lines = attempt("processor time", name, lambda: processor_of(name, measured, wanted, watched.launched, place / "profiler"))
    return [*processor_lines, "", *memory_lines]


def attempt(what, name, profile):
    """A profile that cannot be had is no failure: it is no claim."""
    load = os.getloadavg()[0]
    try:
        lines = profile()
    except (NoProfile, ToolFailed, subprocess.SubprocessError, OSError, ValueError) as reason:
        words = str(reason).strip() or type(reason).__name__
        return [f"{what} of holdfast, {name}: no profile, for {words.splitlines()[0]}"]
    loads = f"load {load:.1f} to {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    return [f"{lines[0]} ({loads})", *lines[1:]]


def processor_of(name, measured, steps, launched, folder):
    if not launched:
        raise NoProfile("no JVM was seen to run it")
    sampled, parts, costs = ProcessorProfiled(launched, folder), {}, []
    for step, *_ in measured(sampled, steps):
        parts[step] = sampled.last
        costs.append(f"{sampled.cost:8.2f}")
    return [
        f"processor time of holdfast, {name}: seconds, share",
        *table(processor.ORDER, parts, 2, 0.005),
        row("beside it: the profiler", costs),
    ]


def memory_of(name, results, watched):
    looks, walls = {}, []
    for step, result, _ in results:
        looks[step] = watched.last
        walls.append(result.wall)
    return [
        f"memory of holdfast at its peak, {name}: resident MiB, share",
        *table(memory.ORDER, {step: {part: size / MIB for part, size in look.parts.items()} for step, look in looks.items()}, 1, 0.05),
        row("heap: used / committed", [pair(look.heap_used, look.heap_committed) for look in looks.values()]),
        row("anonymous / of files", [pair(look.anonymous, look.of_files) for look in looks.values()]),
        row("seen after s / of s", [f"{look.after:8.2f} /{wall:6.2f}" for look, wall in zip(looks.values(), walls, strict=True)]),
    ]


def table(order, columns, digits, least):
    """A line for each part that is at least `least` anywhere, and their sum; none is dropped from that."""
    totals = {step: sum(parts.values()) for step, parts in columns.items()}
    lines = [row("", [f"{step:>8}" for step in columns])]
    for part in [*order, *sorted({part for parts in columns.values() for part in parts} - set(order))]:
        amounts = {step: parts.get(part, 0) for step, parts in columns.items()}
        if max(amounts.values()) >= least:
            lines.append(row(part, [f"{amount:8.{digits}f} {100 * amount / totals[step]:5.1f}%" for step, amount in amounts.items()]))
    return [*lines, row("all", [f"{total:8.{digits}f} {100:5.1f}%" for total in totals.values()])]


def pair(one, other):
    return f"{one / MIB:8.1f} /{other / MIB:6.1f}"


def row(name, cells):
    return f"{name:{NAME}}" + "".join(f"  {cell:{COLUMN - 2}}" for cell in cells).rstrip()
