"""Interop: what any tool writes, every tool checks with read-data and restores; turns, prune and locks between them.

The long form also tries peers with each other, rustic, a 5 GiB file and a directory of 100,000.
"""

import os

from . import compare, exemptions, locks, trees
from .tools import find, find_all, matters
from .turns import Turns
from .work import remove

SUMMARY = "each tool writes, each checks and restores; incrementals in turn; prune by each; locks both ways"


def options(parser):
    parser.add_argument("--tools", default="restic,restic-0.14,holdfast", help="comma-separated; NAME or NAME=COMMAND")
    parser.add_argument("--parts", default="matrix,turns,prune,locks", help="which parts to run")


def run(arguments, claims, place):
    tools = find_all(arguments.tools + (",rustic" if arguments.long and "rustic" not in arguments.tools else ""))
    judge = find("restic")
    claims.say(f"tools: {', '.join(f'{tool.name} = {tool.program[0]}' for tool in tools)}")
    parts = arguments.parts.split(",")
    if "matrix" in parts:
        matrix(tools, arguments, claims, place)
    if "turns" in parts or "prune" in parts:
        turns = Turns(tools, judge, arguments, claims, place)
        if "turns" in parts:
            turns.alternate()
        if "prune" in parts:
            turns.prune_by_each()
    if "locks" in parts:
        locks.both_ways([tool for tool in tools if tool.locks], arguments.long, claims, place)


def matrix(tools, arguments, claims, place):
    """Every pair writer x reader; plain and sparse restores in turn (both in the long form)."""
    source = place / "source"
    source.mkdir()
    odd = trees.OddTree(source / "tree", arguments.seed, arguments.long).make()
    for what in odd.left_out:
        claims.exempt(what, "this machine does not let the entry be made")
    claims.say(f"odd tree: {sum(1 for _ in compare.walk(source / 'tree'))} entries, (allocated, long) = {compare.allocated(source / 'tree')}")
    for row, writer in enumerate(tools):
        repository = place / f"by-{writer.name}"
        cache = place / "cache" / writer.name
        writer.init(repository, cache)
        written = writer.run(repository, "backup", "tree", cache=cache, cwd=source)
        claims.say(f"{writer.name} wrote in {written.wall:.1f} s")
        for column, reader in enumerate(tools):
            if not matters(writer, reader, tools, arguments.long):
                continue
            checked = reader.run(repository, "check", "--read-data", cache=place / "cache" / f"{writer.name}-{reader.name}", accept=None)
            claims.check(checked.code == 0, f"{reader.name} checks with read-data what {writer.name} wrote", checked.text)
            ways = {False, True} if arguments.long else {(row + column) % 2 == 0}
            for sparse in ways if reader.restores_sparse else {False}:
                restore_and_compare(writer, reader, repository, source, sparse, claims, place)
        remove(repository)
    remove(source)


def restore_and_compare(writer, reader, repository, source, sparse, claims, place):
    target = place / "restored"
    restored = reader.restore(repository, target, place / "cache" / f"{writer.name}-{reader.name}", sparse=sparse, accept=None)
    name = f"{writer.name} writes, {reader.name} restores{' sparse' if sparse else ''}"
    claims.check(restored.code == 0, f"{name}: exit 0", restored.text)
    if os.path.isdir(target / "tree"):
        judged = exemptions.judged(compare.compare(source / "tree", target / "tree", sparse=sparse), writer.name, reader.name, claims)
        claims.check(not judged, f"{name}: the tree is equal", "\n".join(judged[:30] + [f"{len(judged)} differences"]))
        claims.say(f"{name}: {restored.wall:.1f} s")
    remove(target)
