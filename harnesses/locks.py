"""Locks between tools while both run: a backup in progress keeps an exclusive command out, and the reverse."""

import os
import time

from .tools import matters
from .trees import MIB, content

# Slow enough that the holder surely still runs while the other one asks.
READ_RATE_KIB = "100"


def both_ways(tools, long, claims, place):
    for first in tools:
        for second in tools:
            if not matters(first, second, tools, long):
                continue
            backup_keeps_prune_out(first, second, claims, place)
            check_keeps_backup_out(first, second, claims, place)
    claims.say("locks done")


def prepared(first, claims, place, name):
    repository, cache = place / name, place / "cache" / name
    first.init(repository, cache / first.name)
    source = place / f"{name}-source"
    source.mkdir()
    (source / "file").write_bytes(content(1, name, 24 * MIB))
    first.run(repository, "backup", "file", cache=cache / first.name, cwd=source)
    return repository, cache, source


def lock_files(repository):
    return set(os.listdir(repository / "locks"))


def await_lock(repository, process, seconds=60):
    """Waits until the started process holds a lock; says what it printed when it ended instead."""
    end = time.monotonic() + seconds
    while not lock_files(repository):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode} before it took a lock: {process.stderr.read().decode()}")
        if time.monotonic() > end:
            raise RuntimeError(f"{process.args} took no lock within {seconds} s")
        time.sleep(0.05)
    # The protocol waits 200 ms and lists again before it counts as held (F34).
    time.sleep(0.5)


def backup_keeps_prune_out(first, second, claims, place):
    name = f"lock-{first.name}-{second.name}"
    repository, cache, source = prepared(first, claims, place, name)
    # Something to prune: where there is nothing, nobody needs to be alone to find that out.
    (source / "passing").write_bytes(content(2, name, 2 * MIB))
    first.run(repository, "backup", "passing", cache=cache / first.name, cwd=source)
    first.run(repository, "forget", "latest", cache=cache / first.name)
    reading, writing = os.pipe()
    holder = first.start(repository, "backup", "--stdin", "--stdin-filename", "slow", cache=cache / first.name, stdin=reading)
    os.close(reading)
    try:
        os.write(writing, b"the begin, ")
        await_lock(repository, holder)
        held = lock_files(repository)
        for verb in (["prune"], ["forget", "--keep-last", "1", "--prune"]):
            refused = second.run(repository, *verb, cache=cache / second.name, accept=None)
            claims.check(refused.code in second.locked_codes, f"{second.name} {verb[0]} is refused with {second.locked_codes} while {first.name} backs up", refused.text)
        shared = second.run(repository, "backup", "file", cache=cache / second.name, cwd=source, accept=None)
        claims.check(shared.code == 0, f"{second.name} backs up while {first.name} backs up", shared.text)
        second.run(repository, "unlock", cache=cache / second.name)
        claims.check(held <= lock_files(repository), f"{second.name} unlock leaves {first.name}'s live lock alone")
        os.write(writing, b"the end\n")
    finally:
        os.close(writing)
        _, err = holder.communicate()
    claims.check(holder.returncode == 0, f"{first.name}'s backup ends well beside {second.name}", err.decode())
    claims.check(not lock_files(repository), f"no lock is left by {first.name} and {second.name}")
    killed_holder_is_stale(first, second, repository, cache, claims)
    pruned = second.run(repository, "prune", cache=cache / second.name, accept=None)
    claims.check(pruned.code == 0, f"{second.name} prunes when {first.name} is done", pruned.text)


def killed_holder_is_stale(first, second, repository, cache, claims):
    reading, writing = os.pipe()
    holder = first.start(repository, "backup", "--stdin", cache=cache / first.name, stdin=reading)
    os.close(reading)
    await_lock(repository, holder)
    holder.kill()
    holder.communicate()
    os.close(writing)
    claims.check(len(lock_files(repository)) >= 1, f"a killed {first.name} leaves its lock")
    second.run(repository, "unlock", cache=cache / second.name)
    claims.check(not lock_files(repository), f"{second.name} unlock removes the lock of a killed {first.name}", str(lock_files(repository)))


def check_keeps_backup_out(first, second, claims, place):
    name = f"exclusive-{first.name}-{second.name}"
    repository, cache, source = prepared(first, claims, place, name)
    holder = first.start(repository, "check", "--read-data", "--limit-download", READ_RATE_KIB, cache=cache / first.name)
    try:
        await_lock(repository, holder)
        refused = second.run(repository, "backup", "file", cache=cache / second.name, cwd=source, accept=None)
        running = holder.poll() is None
        claims.check(running, f"{first.name} check still ran while {second.name} asked")
        claims.check(refused.code in second.locked_codes, f"{second.name} backup is refused with {second.locked_codes} while {first.name} checks", refused.text)
    finally:
        # A kill, because restic answers SIGINT only after the pack that it is slowly reading.
        holder.kill()
        holder.communicate()
    second.run(repository, "unlock", cache=cache / second.name)
    claims.check(not lock_files(repository), f"{second.name} unlock removes the exclusive lock of a killed {first.name}")
    allowed = second.run(repository, "backup", "file", cache=cache / second.name, cwd=source, accept=None)
    claims.check(allowed.code == 0, f"{second.name} backs up when {first.name}'s check is gone", allowed.text)
