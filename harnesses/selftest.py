"""Shows that the comparison can fail: each single change of a tree must be found, and an equal copy must not be accused.

And that the profile of the benchmark names what there is: its tables of stages fit the sources."""

import os
import re
import shutil
import subprocess

from . import compare, memory, processor, stages, trees
from .tools import PROJECT
from .work import remove

SUMMARY = "the comparison finds every kind of change, the profile knows every part of the engine"


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

ENGINE = PROJECT / "repository/src/main/java" / stages.ENGINE.replace(".", "/")

# A few stacks as a recording has them, from the top down.
STACKS = {
    "store": ["sun.nio.ch.UnixFileDispatcherImpl#write0", "io.holdfast.repository.store.DurableDirectory#lambda$writeTemporary$0",
              "io.holdfast.repository.blob.BlobWriter#storePack"],
    "opening (AES, Poly1305)": ["com.sun.crypto.provider.Poly1305#processBlock", "io.holdfast.repository.crypto.IntrinsicPoly1305$Entrances#update",
                                "io.holdfast.repository.crypto.AuthenticatedCipher#open", "io.holdfast.repository.blob.BlobCodec#decode"],
    "reading files": ["io.holdfast.repository.file.LibC#syscall", "io.holdfast.repository.file.OpenFile#read"],
    # What a foreign function's handle is made of runs at each call, and is no linking.
    "writing files": ["java.lang.invoke.LambdaForm$MH#invokeExact_MT", "jdk.internal.foreign.abi.DowncallStub#invoke",
                      "io.holdfast.repository.file.LibC#syscall", "io.holdfast.repository.file.OpenFile#write"],
    "other file system calls": ["io.holdfast.repository.file.LibC#syscall", "io.holdfast.repository.file.Directory#status"],
    stages.LINKING: ["java.util.zip.Inflater#inflate", "jdk.internal.loader.Resource#getBytes", "io.holdfast.repository.chunk.GearChunker#cut"],
    stages.OTHER_JAVA: ["java.lang.Thread#run"],
}

# What a JVM answers to System.map and VM.native_memory, cut down.
MAP = """from               to                        vsize prot          rss      hugetlb pgsz notes            info                                  file
0x0000000079001000-0x000000007adda000     31297536 rw-p     31199232            0 4K   com              CDS                                   /a place/holdfast.aot
0x0000000687400000-0x0000000687ea0000     11141120 rw-p     11067392            0 4K   com              JAVAHEAP                              -
0x000055b45d41e000-0x000055b45d468000       303104 rw-p      8192000            0 4K   com              -                                     [heap]
0x00007fe303704000-0x00007fe303800000      1032192 rw-p        98304            0 4K   com,nothp        STACK-30782-backup-1                  -
"""
TRACKED = """Total: reserved=7624436KB, committed=171692KB
       malloc: 3000KB #28114, peak=75219KB #22069
-                     Other (reserved=2000KB, committed=2000KB)
                            (malloc=2000KB tag=Other #15) (peak=65810KB #7)
"""


def check_stages(claims):
    for place in filter(None, stages.PLACES):
        name, _, method = place.partition("#")
        path = ENGINE / name.replace(".", "/")
        source = path.with_suffix(".java")
        there = source.exists() and (not method or re.search(rf"\b{method}\(", source.read_text())) or path.is_dir() and not method
        claims.check(there, f"{place}, which the table of stages names, is there")
    for package in (path for path in ENGINE.rglob("*") if path.is_dir()):
        name = str(package.relative_to(ENGINE)).replace("/", ".")
        claims.check(name.split(".")[0] in stages.PLACES, f"the table of stages has the package {name}")
    for stage, frames in STACKS.items():
        found = stages.stage_of(frames)
        claims.check(found == stage, f"a stack from {frames[0]} is of the stage {stage}", f"it is of {found}")


def check_parts(claims):
    parts = memory.parts_of(MAP, TRACKED)
    expected = {stages.ARCHIVE: 31199232, stages.HEAP: 11067392, stages.STACKS: 98304, memory.FOREIGN: 2048000, memory.OWN: 1024000,
                memory.REST: 8192000 - 3072000}
    claims.check(parts == expected, "the parts of memory add up to what is resident", str(parts))
    threads = {"C2 CompilerThre": 2.0, "VM Thread": 1.0, "JFR Recorder Th": 0.5, "backup-0": 4.0}
    samples = [(3.0, "backup-0", STACKS["store"]), (0.5, "backup-0", ["lost"]), (0.25, "main", ["jdk.jfr.Recording#stop"])]
    seconds, cost = processor.seconds_by_stage(samples, threads, 0.25, 0.125, 8.0)
    claims.check(seconds == {stages.START: 0.25, stages.JIT: 2.0, stages.COLLECTOR: 1.0, "store": 3.0, processor.UNATTRIBUTED: 0.875} and cost == 0.875,
                 "the stages add up to the processor time without the profiler's", f"{seconds} {cost}")


def run(arguments, claims, place):
    check_stages(claims)
    check_parts(claims)
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
