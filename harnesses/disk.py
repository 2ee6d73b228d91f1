"""Full disk: a command that runs out of room fails clearly, spoils nothing, and succeeds once there is room again.

Two ways to run out. *Small disks*: the repository, or the restore's target, lies on a tmpfs that has so many bytes or file entries
left and no more. *Refused calls*: from the N-th call that needs room on, the kernel's answer is ENOSPC, by ptrace; this also
reaches the disk that fills up between any two calls. Either way stock restic judges what is left, and the command runs again.
"""

import collections
import os
import re
import subprocess

from . import power
from .deeds import DEEDS, History, Shelf, Trial, chosen
from .kill import Run, spread, traced
from .syscalls import NEED_ROOM
from .tools import find
from .trees import KIB, MIB

SUMMARY = "on a full disk a command fails clearly and spoils nothing"

SHORT = {"small": 14, "entries": 4, "refused": 12}
CLEAR = re.compile(r"no space|space left|disk is full|bytes are free|free some space|ENOSPC", re.IGNORECASE)
ROOM = 64 * MIB


def options(parser):
    parser.add_argument("--tool", default="holdfast", help="the tool that runs out of room (restic shows that the harness itself works)")
    parser.add_argument("--parts", default="small,entries,refused", help="which parts to run")
    parser.add_argument("--deeds", default="", help=f"only these, of: {', '.join(deed.name for deed in DEEDS)}")
    parser.add_argument("--points", type=int, default=None, help="how many points of each part at most (default: all in the long form)")
    parser.add_argument("--workers", type=int, default=2, help="how many points are tried at the same time")


class SmallDisk(Shelf):
    """A tmpfs of its own; `filled` leaves little of it until `emptied`."""

    def __init__(self, root):
        super().__init__(root)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM},nr_inodes=4096", "tmpfs", root], check=True)
        self.filler, self.fillers = root / "filler", root / "fillers"

    def filled(self, left):
        """Leaves `left` bytes."""
        status = os.statvfs(self.root)
        with open(self.filler, "wb") as filler:
            os.posix_fallocate(filler.fileno(), 0, max(1, status.f_bavail * status.f_frsize - left))

    def crowded(self, left):
        """Leaves room for the names of `left` more files."""
        self.fillers.mkdir()
        for number in range(max(0, os.statvfs(self.root).f_favail - left)):
            (self.fillers / str(number)).touch()

    def emptied(self):
        self.filler.unlink(missing_ok=True)
        subprocess.run(["rm", "-rf", self.fillers], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", self.root], check=True)


class Squeezed(Trial):
    """A trial whose repository, or target for a restore, lies on a small disk."""

    def __init__(self, history, deed, name, disk):
        super().__init__(history, deed, name, history.shelf if deed.watches_target else disk)
        if deed.watches_target:
            self.target = disk.root / f"target-{name}"


def can_mount(place):
    probe = place / "probe"
    try:
        with SmallDisk(probe):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def verdict(run, part, trial, name, result):
    """What a command that met a full disk must have done, then what is left behind, then the next run with room."""
    faults = []
    if result.code != 0:
        if result.code < 0 or result.code >= 128:
            faults.append(f"it did not end by itself: {result.text}")
        if not CLEAR.search(result.err + result.out):
            faults.append(f"its message does not say that the disk is full: {result.text}")
    faults += trial.completed() if result.code == 0 else trial.aftermath(run.tool)
    run.judge(part, trial.deed, f"{name} (exit {result.code})", faults)


def needs(run, deeds, place, measure):
    """How much of a disk each deed takes at least, by its size afterwards; a deed may need more on its way."""
    taken = {}
    for deed in deeds:
        disk = SmallDisk(place / f"measured-{deed.name.replace(' ', '-')}-{measure}")
        with disk, Squeezed(run.history, deed, "measured", disk) as trial:
            before = getattr(os.statvfs(disk.root), measure)
            result = trial.run(run.tool)
            taken[deed.name] = max(0, before - getattr(os.statvfs(disk.root), measure))
            run.claims.check(result.code == 0, f"{deed.name} ends well when there is room", result.text)
    return taken


def squeeze(run, part, deeds, place, points, restrict):
    def try_one(point):
        number, (deed, left) = point
        disk = SmallDisk(place / f"{part}-{number}")
        with disk, Squeezed(run.history, deed, f"{part}{number}", disk) as trial:
            restrict(disk, left)
            result = trial.run(run.tool)
            disk.emptied()
            verdict(run, part, trial, f"{deed.name} with {left} {'bytes' if part == 'small' else 'file entries'} left", result)

    run.all(part, try_one, list(enumerate(points)))


def small(run, deeds, place):
    """From nothing left up to what the deed needs: the first steps fine, then at random."""
    pages = {name: blocks for name, blocks in needs(run, deeds, place, "f_bfree").items()}
    block = os.statvfs("/dev/shm").f_frsize if os.path.exists("/dev/shm") else 4 * KIB
    groups = []
    for deed in deeds:
        most = pages[deed.name] + 16
        steps = [0, 1, 2, 3, 4, 6, 8] + [run.chance.randrange(most) for _ in range(25)] + [most - 16, most - 17]
        groups.append([(deed, step * block) for step in sorted(set(steps)) if 0 <= step <= most])
    squeeze(run, "small", deeds, place, spread(groups, run.limit("small", 1 << 30), run.chance), SmallDisk.filled)


def entries(run, deeds, place):
    """A disk may have bytes left and no room for another file."""
    groups = [[(deed, left) for left in range(8)] for deed in deeds]
    squeeze(run, "entries", deeds, place, spread(groups, run.limit("entries", 1 << 30), run.chance), SmallDisk.crowded)


def refused(run, deeds):
    groups = collections.defaultdict(list)
    for deed in deeds:
        for entry in power.entered(power.recorded(run, deed, traced)):
            if entry["call"] in NEED_ROOM:
                groups[deed.name, entry["call"], entry["place"]].append((deed, entry["n"], f"{entry['call']} in {entry['place']}"))
    points = spread(groups.values(), run.limit("refused", 1 << 30), run.chance)

    def try_one(point):
        deed, at, what = point
        with run.trial(deed) as trial:
            result = trial.run(traced(run.tool, trial.watched, "--refuse", str(at)))
            verdict(run, "refused", trial, f"{deed.name} with no room from call {at} on ({what})", result)

    run.all("refused", try_one, points)


def run(arguments, claims, place):
    run_ = Run(arguments, claims, History(find(arguments.tool), Shelf(place / "shelf"), arguments.seed, place / "local"), SHORT)
    claims.say(f"histories made by {run_.tool.name}")
    parts, deeds = arguments.parts.split(","), chosen(arguments.deeds)
    if not can_mount(place):
        claims.exempt("small disks", "this machine does not let a tmpfs be mounted")
        parts = [part for part in parts if part == "refused"]
    if "small" in parts:
        small(run_, deeds, place)
    if "entries" in parts:
        entries(run_, deeds, place)
    if "refused" in parts:
        refused(run_, deeds)
