"""Shows that the comparison can fail: each single change of a tree must be found, and an equal copy must not be accused."""

import os
import shutil
import subprocess

from . import compare, trees
from .work import remove

SUMMARY = "the comparison finds every kind of change"


def options(parser):
    parser.description = __doc__


def change_byte(path):
    status = os.lstat(path)
    with open(path, "r+b") as out:
        out.seek(5000)
        old = out.read(1)
        out.seek(5000)
        out.write(bytes([old[0] ^ 1]))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace_by_copy(path):
    os.rename(path, path + ".old")
    shutil.copy2(path + ".old", path)
    os.unlink(path + ".old")


def retarget(path):
    status = os.lstat(path)
    os.unlink(path)
    os.symlink(b"elsewhere", path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns), follow_symlinks=False)


def remake_device(path):
    os.unlink(path)
    os.mknod(path, 0o020640, os.makedev(1, 5))


def fill_holes(path):
    status = os.lstat(path)
    with open(path, "r+b") as out:
        os.posix_fallocate(out.fileno(), 0, status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES = {
    "content": ("sizes/random 1048577", change_byte),
    "size": ("sizes/random 4096", lambda path: os.truncate(path, 4095)),
    "mode": ("modes/file 04755", lambda path: os.chmod(path, 0o755)),
    "uid": ("owners/owner 1 2", lambda path: os.chown(path, 3, 2)),
    "gid": ("owners/link of 7 8", lambda path: os.lchown(path, 7, 9)),
    "mtime": ("specials/fifo", lambda path: os.utime(path, ns=(0, os.lstat(path).st_mtime_ns + 1))),
    "attributes": ("attributes/file with acl", lambda path: os.removexattr(path, "system.posix_acl_access")),
    "target": ("symlinks/up", retarget),
    "device": ("specials/null", remake_device),
    "hard links": ("links one/second 5", replace_by_copy),
    "blocks": ("sparse/all hole", fill_holes),
    "presence": ("empties/empty file", os.unlink),
    "kind": ("empties/empty/nested/empty", lambda path: (os.rmdir(path), os.mkfifo(path))),
}


def run(arguments, claims, place):
    odd = trees.OddTree(place / "odd", arguments.seed, small=True).make()
    for what in odd.left_out:
        claims.exempt(what, "this machine does not let the entry be made")
    for aspect, (path, change) in CHANGES.items():
        copy = place / "copy"
        subprocess.run(["cp", "-a", "--sparse=always", place / "odd", copy], check=True)
        clean = compare.compare(place / "odd", copy, sparse=True)
        claims.check(not clean, f"an equal copy is found equal (before changing {aspect})", "\n".join(map(str, clean[:5])))
        change(os.fspath(copy / path))
        found = compare.compare(place / "odd", copy, sparse=True)
        claims.check(any(difference.aspect == aspect for difference in found), f"a changed {aspect} is found", "\n".join(map(str, found[:5])))
        remove(copy)
