"""Power loss: what a disk may hold when the power fails, as POSIX allows it and no better.

A file's bytes are durable once an fsync of it that began after they were written has returned; a name in a folder once an fsync
of that folder has. Until then each change may have reached the disk or not, in any order: harder than a journalling file
system is, because a repository may also lie on one that is not.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path


def recorded(run, deed, traced):
    """The log of one undisturbed run of the deed, with the bytes written; made once."""
    logs = run.__dict__.setdefault("logs", {})
    if deed.name not in logs:
        with run.trial(deed) as trial:
            log = trial.place / "log"
            result = trial.run(traced(run.tool, trial.watched, "--log", log, "--content"))
            run.claims.check(result.code == 0, f"{deed.name} ends well when nothing is done to it", result.text)
            lines = [json.loads(line) for line in log.read_text().splitlines()]
            root = os.fspath(trial.watched)
            for line in lines:
                if "paths" in line:
                    line["paths"] = [os.path.relpath(path, root) if path == root or path.startswith(root + "/") else None for path in line["paths"]]
                    line["place"] = place_of(deed, line["paths"])
            logs[deed.name] = lines
    return logs[deed.name]


def place_of(deed, paths):
    if deed.watches_target:
        return "the target"
    first = next(path for path in paths if path is not None).split("/")[0]
    return first if first in ("data", "index", "keys", "locks", "snapshots") else "the root"


def entered(log):
    return [line for line in log if line.get("enter")]


class File:
    """Durable bytes (of `origin` until it is changed), and writes that may be lost, in order."""

    def __init__(self, origin=None):
        self.origin, self.durable, self.pending = origin, b"", []

    def change(self, write):
        if self.origin is not None:
            self.durable, self.origin = self.origin.read_bytes(), None
        self.pending.append(write)

    def settle(self, writes):
        for write in writes:
            if write in self.pending:
                self.durable = applied(self.durable, write)
                self.pending.remove(write)


def applied(content, write):
    _, offset, data = write
    if data is None:
        return content[:offset].ljust(offset, b"\0")
    return content[:offset].ljust(offset, b"\0") + data + content[offset + len(data):]


class Folder:
    """Names that are durable, and changes of names that may be lost; `names` is what a running program sees."""

    def __init__(self):
        self.durable, self.names, self.pending = {}, {}, []


class Disk:
    """A folder tree that takes recorded calls; any number of states that it may be found in can be drawn from it."""

    def __init__(self, base):
        self.root = self.load(base)
        self.numbers = 0

    def load(self, path):
        folder = Folder()
        for entry in path.iterdir():
            folder.durable[entry.name] = self.load(entry) if entry.is_dir() else File(entry)
        folder.names = dict(folder.durable)
        return folder

    def find(self, path):
        node = self.root
        for part in [] if path == "." else path.split("/"):
            node = node.names[part]
        return node

    def parent(self, path):
        head, _, name = path.rpartition("/")
        return self.find(head or "."), name

    def rename(self, changes):
        """Changes of names that reach the disk together or not at all."""
        self.numbers += 1
        edit = (self.numbers, changes)
        for folder, name, node in changes:
            if node is None:
                folder.names.pop(name, None)
            else:
                folder.names[name] = node
        for folder in {id(folder): folder for folder, _, _ in changes}.values():
            folder.pending.append(edit)

    def enter(self, entry):
        """What an fsync that begins now will make durable."""
        if entry["call"] in ("fsync", "fdatasync"):
            entry["node"] = self.find(entry["paths"][0])
            entry["covers"] = list(entry["node"].pending)

    def finish(self, entry, result):
        call, paths = entry["call"], entry["paths"]
        if call in ("open", "openat", "creat"):
            if entry["new"]:
                folder, name = self.parent(paths[0])
                self.rename([(folder, name, File())])
            elif entry["truncates"]:
                self.write(self.find(paths[0]), 0, None)
        elif call in ("write", "pwrite64"):
            self.write(self.find(paths[0]), entry["offset"], bytes.fromhex(entry["data"])[:result])
        elif call == "ftruncate":
            self.write(self.find(paths[0]), entry["size"], None)
        elif call in ("fsync", "fdatasync"):
            self.settle(entry["node"], entry["covers"])
        elif call in ("rename", "renameat", "renameat2"):
            (one, old), (two, new) = map(self.parent, paths)
            self.rename([(two, new, one.names[old]), (one, old, None)])
        elif call in ("link", "linkat"):
            folder, name = self.parent(paths[1])
            self.rename([(folder, name, self.find(paths[0]))])
        elif call in ("unlink", "unlinkat", "rmdir"):
            folder, name = self.parent(paths[0])
            self.rename([(folder, name, None)])
        elif call in ("mkdir", "mkdirat"):
            if paths[0] != ".":
                folder, name = self.parent(paths[0])
                self.rename([(folder, name, Folder())])
        elif call not in ("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "fallocate", "utimensat"):
            raise NotImplementedError(f"no replay of {call} is known: {paths}")

    def write(self, node, offset, data):
        self.numbers += 1
        node.change((self.numbers, offset, data))

    def settle(self, node, covers):
        if isinstance(node, File):
            node.settle(covers)
            return
        for edit in covers:
            if edit not in node.pending:
                continue
            for folder, name, target in edit[1]:
                self.put(folder.durable, name, target)
                if edit in folder.pending:
                    folder.pending.remove(edit)

    @staticmethod
    def put(names, name, node):
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node

    def after_cut(self, keep_name, keep_bytes):
        """One state: path -> bytes, or the file it still is; None for a folder. The two functions decide what had reached the disk."""
        state, decided = {}, {}

        def walk(folder, prefix):
            names = dict(folder.durable)
            for edit in folder.pending:
                if decided.setdefault(edit[0], keep_name()):
                    for where, name, node in edit[1]:
                        if where is folder:
                            self.put(names, name, node)
            for name, node in names.items():
                path = prefix + name
                if isinstance(node, Folder):
                    state[path] = None
                    walk(node, path + "/")
                else:
                    state[path] = self.bytes_of(node, keep_bytes)

        walk(self.root, "")
        return state

    @staticmethod
    def bytes_of(node, keep_bytes):
        if node.origin is not None:
            return node.origin
        content = node.durable
        for write in node.pending:
            match keep_bytes():
                case "kept":
                    content = applied(content, write)
                case "zeros" if write[2] is not None:
                    content = applied(content, (0, write[1], bytes(len(write[2]))))
        return content


def ways(chance):
    """How each change fares: the four pure ways, and two mixed ones."""
    always, never = lambda: True, lambda: False
    return {
        "nothing unsynced survived": (never, lambda: "lost"),
        "all names and no bytes survived": (always, lambda: "lost"),
        "all names survived, with zeros": (always, lambda: "zeros"),
        "all survived": (always, lambda: "kept"),
        "some survived": (lambda: chance.random() < 0.5, lambda: chance.choice(("kept", "lost", "zeros"))),
        "most names survived": (lambda: chance.random() < 0.85, lambda: chance.choice(("kept", "lost"))),
    }


def states(base, log, chance):
    """Every (number of returned calls, way, state) that differs from those before it; the last ones are after the program's end."""
    disk, open_calls, seen, found = Disk(base), {}, set(), []
    returned = 0
    last = sum(1 for line in log if "result" in line)
    for line in log:
        if line.get("enter"):
            disk.enter(line)
            open_calls[line["n"]] = line
            continue
        returned += 1
        if line["result"] < 0:
            continue
        disk.finish(open_calls[line["n"]], line["result"])
        for way, (keep_name, keep_bytes) in ways(chance).items():
            state = disk.after_cut(keep_name, keep_bytes)
            mark = fingerprint(state)
            if mark not in seen or returned == last:
                seen.add(mark)
                found.append((returned, way, state, returned == last, open_calls[line["n"]]))
    return found


def fingerprint(state):
    parts = sorted((path, "" if node is None else os.fspath(node) if isinstance(node, Path) else hashlib.sha256(node).hexdigest())
                   for path, node in state.items())
    return hashlib.sha256(repr(parts).encode()).digest()


def materialise(state, root):
    for path, node in sorted(state.items()):
        where = root / path
        if node is None:
            where.mkdir(mode=0o700, parents=True)
        elif isinstance(node, Path):
            # A second name is enough: repositories replace files and never change them.
            os.link(node, where)
        else:
            where.write_bytes(node)
            where.chmod(0o400)


def cuts(run, deeds, traced):
    """The power fails after a recorded call; what is found on the disk then is judged like any other end."""
    groups = []
    for deed in deeds:
        found = states(run.history.shelf.folder(deed.base), recorded(run, deed, traced), run.chance)
        by_kind = {}
        for number, way, state, ended, entry in found:
            by_kind.setdefault((ended, way if ended else entry["call"], entry["place"]), []).append((deed, number, way, state, ended, entry))
        groups += by_kind.values()
        run.claims.say(f"power: {deed.name} may leave at least {len(found)} different states")
    points = spread_ends_first(groups, run.limit("power", 1 << 30), run.chance)

    def try_one(point):
        deed, number, way, state, ended, entry = point
        with run.trial(deed) as trial:
            shutil.rmtree(trial.folder)
            trial.folder.mkdir(mode=0o700)
            materialise(state, trial.folder)
            name = f"{deed.name} without power after call {number} ({entry['call']} in {entry['place']}{', the last' if ended else ''}): {way}"
            # What a command that has ended well had promised must be there, whatever of the rest is.
            faults = trial.completed() if ended else trial.aftermath(run.tool)
            run.judge("power", deed, name, faults)

    run.all("power", try_one, points)


def spread_ends_first(groups, count, chance):
    """The state in which nothing unsynced survived a command's end is always among them: it tests what was promised."""
    ends = [point for group in groups for point in group if point[4] and point[2] == "nothing unsynced survived"]
    rest = [[point for point in group if point not in ends] for group in groups]
    from .kill import spread

    return ends + spread([group for group in rest if group], count - len(ends), chance)
