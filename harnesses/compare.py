"""Compares two trees by what the kernel says of them; knows nothing of any backup tool."""

import hashlib
import os
import stat
from dataclasses import dataclass

CHUNK = 1 << 20


@dataclass(frozen=True)
class Difference:
    """One aspect of one path (bytes, relative) that is not the same in both trees."""

    path: bytes
    aspect: str
    expected: object
    found: object
    kind: str

    def __str__(self):
        return f"{self.kind} {self.path!r} {self.aspect}: expected {short(self.expected)}, found {short(self.found)}"


def short(value):
    text = repr(value)
    return text if len(text) <= 120 else text[:117] + "..."


def walk(root):
    """Every path below root, relative, as bytes; the root itself is b'.'."""
    root = os.fsencode(root)
    yield b"."
    waiting = [b""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(os.path.join(root, folder)) as entries:
            for entry in entries:
                path = os.path.join(folder, entry.name)
                yield path
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)


def digest(path):
    """SHA-256 of the content, read once from begin to end."""
    result = hashlib.sha256()
    with open(path, "rb", buffering=0) as source:
        while block := source.read(CHUNK):
            result.update(block)
    return result.hexdigest()


def attributes(path):
    try:
        names = os.listxattr(path, follow_symlinks=False)
    except OSError:
        return {}
    # SELinux labels are given by the machine's policy, not by the owner of the data.
    return {name: os.getxattr(path, name, follow_symlinks=False) for name in sorted(names) if name != "security.selinux"}


KINDS = {stat.S_IFREG: "file", stat.S_IFDIR: "directory", stat.S_IFLNK: "symlink", stat.S_IFIFO: "fifo", stat.S_IFCHR: "character device",
         stat.S_IFBLK: "block device", stat.S_IFSOCK: "socket"}


def kind_of(status):
    return KINDS[stat.S_IFMT(status.st_mode)]


def describe(root, path):
    """What an equal copy must share: aspect -> value."""
    full = os.path.join(os.fsencode(root), path)
    status = os.lstat(full)
    kind = kind_of(status)
    aspects = {"kind": kind, "mode": oct(stat.S_IMODE(status.st_mode)), "uid": status.st_uid, "gid": status.st_gid,
               "mtime": status.st_mtime_ns, "attributes": attributes(full)}
    if kind == "file":
        aspects["size"] = status.st_size
        aspects["content"] = digest(full)
    elif kind == "symlink":
        aspects["target"] = os.readlink(full)
    elif kind in ("character device", "block device"):
        aspects["device"] = (os.major(status.st_rdev), os.minor(status.st_rdev))
    return aspects, status


def link_groups(statuses):
    """Sets of paths that are one file, for files with more than one name inside the tree."""
    groups = {}
    for path, status in statuses.items():
        if not stat.S_ISDIR(status.st_mode) and status.st_nlink > 1:
            groups.setdefault((status.st_dev, status.st_ino), set()).add(path)
    return {frozenset(group) for group in groups.values() if len(group) > 1}


def compare(expected, found, sparse=False, sockets=False):
    """All differences between two trees. `sparse` also demands that a file with holes has (about) as few blocks.

    restic does not archive sockets, so they are left out unless asked for.
    """
    differences = []
    left, right = set(walk(expected)), set(walk(found))
    if not sockets:
        left = {path for path in left if not is_socket(expected, path)}
        right = {path for path in right if not is_socket(found, path)}
    differences += [Difference(path, "presence", "there", "missing", "entry") for path in sorted(left - right)]
    differences += [Difference(path, "presence", "absent", "there", "entry") for path in sorted(right - left)]
    statuses = {}, {}
    for path in sorted(left & right):
        (before, statuses[0][path]), (after, statuses[1][path]) = describe(expected, path), describe(found, path)
        for aspect in before.keys() | after.keys():
            if before.get(aspect) != after.get(aspect):
                differences.append(Difference(path, aspect, before.get(aspect), after.get(aspect), before["kind"]))
        if sparse and before["kind"] == "file":
            differences += blocks(path, statuses[0][path], statuses[1][path])
    one, two = link_groups(statuses[0]), link_groups(statuses[1])
    differences += [Difference(min(group), "hard links", sorted(group), "other groups", kind_of(statuses[0][min(group)])) for group in one - two]
    differences += [Difference(min(group), "hard links", "other groups", sorted(group), kind_of(statuses[0][min(group)])) for group in two - one]
    return differences


def blocks(path, before, after):
    """A hole of the source must stay one, but for the edges that fall inside a 512 KiB chunk of zeros (F32)."""
    holes = before.st_size - before.st_blocks * 512
    if holes < 4 * CHUNK:
        return []
    allowed = before.st_blocks * 512 + before.st_size // 10 + 2 * CHUNK
    found = after.st_blocks * 512
    return [] if found <= allowed else [Difference(path, "blocks", f"at most {allowed}", found, "file")]


def allocated(root):
    """(bytes allocated, bytes long) of all files below root."""
    statuses = [os.lstat(os.path.join(os.fsencode(root), path)) for path in walk(root)]
    files = {(status.st_dev, status.st_ino): status for status in statuses if stat.S_ISREG(status.st_mode)}.values()
    return sum(status.st_blocks * 512 for status in files), sum(status.st_size for status in files)


def is_socket(root, path):
    return stat.S_ISSOCK(os.lstat(os.path.join(os.fsencode(root), path)).st_mode)


def fingerprint(root):
    """One digest over everything `compare` looks at: two equal trees have equal fingerprints."""
    result = hashlib.sha256()
    statuses = {}
    for path in sorted(walk(root)):
        aspects, statuses[path] = describe(root, path)
        result.update(repr((path, sorted(aspects.items(), key=lambda item: item[0]))).encode())
    result.update(repr(sorted(sorted(group) for group in link_groups(statuses))).encode())
    return result.hexdigest()
