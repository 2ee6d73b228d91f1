"""The system calls that change a file system: their numbers on each machine, and which arguments name what they change."""

import os
import platform

AT_FDCWD = -100

# How each call names its places: ("fd", argument), ("path", argument), ("at", directory argument, path argument).
PLACES = {
    "open": [("path", 0)], "creat": [("path", 0)], "openat": [("at", 0, 1)],
    "write": [("fd", 0)], "writev": [("fd", 0)], "pwrite64": [("fd", 0)], "pwritev": [("fd", 0)], "pwritev2": [("fd", 0)],
    "sendfile": [("fd", 0)], "copy_file_range": [("fd", 2)],
    "fsync": [("fd", 0)], "fdatasync": [("fd", 0)], "sync_file_range": [("fd", 0)], "syncfs": [("fd", 0)],
    "truncate": [("path", 0)], "ftruncate": [("fd", 0)], "fallocate": [("fd", 0)],
    "rename": [("path", 0), ("path", 1)], "renameat": [("at", 0, 1), ("at", 2, 3)], "renameat2": [("at", 0, 1), ("at", 2, 3)],
    "link": [("path", 0), ("path", 1)], "linkat": [("at", 0, 1), ("at", 2, 3)],
    "symlink": [("path", 1)], "symlinkat": [("at", 1, 2)],
    "unlink": [("path", 0)], "unlinkat": [("at", 0, 1)], "rmdir": [("path", 0)],
    "mkdir": [("path", 0)], "mkdirat": [("at", 0, 1)], "mknod": [("path", 0)], "mknodat": [("at", 0, 1)],
    "chmod": [("path", 0)], "fchmod": [("fd", 0)], "fchmodat": [("at", 0, 1)], "fchmodat2": [("at", 0, 1)],
    "chown": [("path", 0)], "lchown": [("path", 0)], "fchown": [("fd", 0)], "fchownat": [("at", 0, 1)],
    "setxattr": [("path", 0)], "lsetxattr": [("path", 0)], "fsetxattr": [("fd", 0)],
    "removexattr": [("path", 0)], "lremovexattr": [("path", 0)], "fremovexattr": [("fd", 0)],
    "utime": [("path", 0)], "utimes": [("path", 0)], "futimesat": [("at", 0, 1)], "utimensat": [("at", 0, 1)],
}

# Calls that ask the file system for room, so that a full disk refuses them.
NEED_ROOM = {"open", "creat", "openat", "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendfile", "copy_file_range", "fsync",
             "fdatasync", "ftruncate", "fallocate", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat",
             "mkdir", "mkdirat", "mknod", "mknodat", "setxattr", "lsetxattr", "fsetxattr"}

X86_64 = {"write": 1, "open": 2, "pwrite64": 18, "writev": 20, "sendfile": 40, "fsync": 74, "fdatasync": 75, "truncate": 76,
          "ftruncate": 77, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88, "chmod": 90,
          "fchmod": 91, "chown": 92, "fchown": 93, "lchown": 94, "utime": 132, "mknod": 133, "setxattr": 188, "lsetxattr": 189,
          "fsetxattr": 190, "removexattr": 197, "lremovexattr": 198, "fremovexattr": 199, "utimes": 235, "openat": 257, "mkdirat": 258,
          "mknodat": 259, "fchownat": 260, "futimesat": 261, "unlinkat": 263, "renameat": 264, "linkat": 265, "symlinkat": 266,
          "fchmodat": 268, "sync_file_range": 277, "utimensat": 280, "fallocate": 285, "pwritev": 296, "syncfs": 306, "renameat2": 316,
          "copy_file_range": 326, "pwritev2": 328, "fchmodat2": 452}

AARCH64 = {"setxattr": 5, "lsetxattr": 6, "fsetxattr": 7, "removexattr": 14, "lremovexattr": 15, "fremovexattr": 16, "mknodat": 33,
           "mkdirat": 34, "unlinkat": 35, "symlinkat": 36, "linkat": 37, "renameat": 38, "truncate": 45, "ftruncate": 46, "fallocate": 47,
           "fchmod": 52, "fchmodat": 53, "fchownat": 54, "fchown": 55, "openat": 56, "write": 64, "writev": 66, "pwrite64": 68,
           "pwritev": 70, "sendfile": 71, "fsync": 82, "fdatasync": 83, "sync_file_range": 84, "utimensat": 88, "syncfs": 267,
           "renameat2": 276, "copy_file_range": 285, "pwritev2": 287, "fchmodat2": 452}

MACHINES = {"x86_64": (0xC000003E, X86_64), "aarch64": (0xC00000B7, AARCH64)}


def machine():
    """(the kernel's word for this machine's calls, name -> number)"""
    name = platform.machine()
    if name not in MACHINES:
        raise SystemExit(f"calls can be followed on {' and '.join(MACHINES)} only, and this machine is a {name}")
    return MACHINES[name]


def signed(value, bits=32):
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def places(tid, name, arguments, read_string):
    """The absolute paths that a call is about to touch; None for a descriptor that is no file."""
    found = []
    for kind, *positions in PLACES[name]:
        if kind == "fd":
            found.append(of_descriptor(tid, signed(arguments[positions[0]])))
            continue
        pointer = arguments[positions[-1]]
        path = read_string(pointer) if pointer else b""
        if kind == "at" and not path.startswith(b"/"):
            directory = signed(arguments[positions[0]])
            start = os.readlink(f"/proc/{tid}/cwd".encode()) if directory == AT_FDCWD else of_descriptor(tid, directory)
            path = None if start is None else os.path.join(start, path) if path else start
        elif not path.startswith(b"/"):
            path = os.path.join(os.readlink(f"/proc/{tid}/cwd".encode()), path)
        found.append(path and os.path.normpath(path))
    return found


def of_descriptor(tid, number):
    try:
        path = os.readlink(f"/proc/{tid}/fd/{number}".encode())
    except OSError:
        return None
    return path if path.startswith(b"/") else None
