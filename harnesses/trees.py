"""The odd tree: one source that holds every kind of entry a file system offers and every name that breaks a parser."""

import errno
import os
import random
import socket
import stat
import struct

KIB = 1024
MIB = 1024 * KIB

SIZES = [0, 1, 2, 63, 64, 4095, 4096, 4097, 511 * KIB, 512 * KIB - 1, 512 * KIB, 512 * KIB + 1, MIB - 1, MIB, MIB + 1,
         8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 20 * MIB + 17]

NAMES = [b"space in name", b" leading", b"trailing ", b"'single'", b'"double"', b"new\nline", b"carriage\rreturn", b"tab\there",
         b"back\\slash", b"\\", b"\\xff literal", b"<angle> & amp", b"$HOME `id` $(id)", b"*?[a-z]", b"-rf", b"--", b"...", b"~",
         b"#hash;semi|pipe", b"\x01\x02\x1b[31m\x7f", b"\xff", b"\xff\xfe\x00".replace(b"\x00", b"\x80"), b"caf\xe9",
         b"cut \xe2\x82", b"overlong \xc0\xaf", b"surrogate \xed\xa0\x80", "caf\u00e9 composed".encode(),
         "cafe\u0301 decomposed".encode(), "\u2028line separator\u2029".encode(), "\ufeffbom".encode(), "\ufffd replacement".encode(),
         "emoji \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467".encode(), "\U00010000 first supplementary".encode(),
         "\uffff last of the plane".encode(), "\u202eright to left".encode(), b"a" * 255, "\u00e9".encode() * 127, b"\xfe" * 255,
         b"{json: [1]}", b"null", b"CON", b"aux.txt", b"bad\xff\x7f\tname", b"zz", b"Zz", b"z", b"z.", b"z0", b"z/".replace(b"/", b"!")]

# Seconds since 1970: before the epoch, around it, around 2^31 and 2^32, far ahead; each with telling nanoseconds.
TIMES = [(-2_000_000_000, 1), (-1, 999_999_999), (-1, 0), (0, 0), (0, 1), (1, 500_000_000), (2_147_483_647, 123_456_789),
         (2_147_483_648, 100), (4_294_967_296, 10), (7_258_118_400, 999_999_999), (1_700_000_000, 120_000_000)]

PIECE = 128 * MIB
MODES = [0o000, 0o400, 0o200, 0o111, 0o644, 0o777, 0o1777, 0o2755, 0o4755, 0o6711, 0o7777]


def content(seed, label, size):
    """Bytes that depend on seed and label alone; in pieces, since randbytes takes less than 256 MiB."""
    source = random.Random(f"{seed}/{label}")
    return b"".join(source.randbytes(min(PIECE, size - start)) for start in range(0, size, PIECE))


def posix_acl(entries):
    """The kernel's form of an ACL (linux/posix_acl_xattr.h), so that no setfacl is needed: (tag, permissions, id)."""
    tags = {"user_obj": 1, "user": 2, "group_obj": 4, "group": 8, "mask": 16, "other": 32}
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", tags[tag], perms, who) for tag, perms, who in entries)


NOBODY = 0xFFFFFFFF
ACCESS_ACL = posix_acl([("user_obj", 6, NOBODY), ("user", 7, 1234), ("user", 4, 65534), ("group_obj", 4, NOBODY),
                        ("group", 5, 4321), ("mask", 7, NOBODY), ("other", 0, NOBODY)])
DEFAULT_ACL = posix_acl([("user_obj", 7, NOBODY), ("user", 5, 1234), ("group_obj", 5, NOBODY), ("mask", 5, NOBODY),
                         ("other", 1, NOBODY)])


class OddTree:
    """Makes the odd tree below `root` (`small` leaves out what only bulk can show); what this machine does not let it make is listed in `left_out`."""

    def __init__(self, root, seed, long=False, small=False):
        self.root = os.fsencode(root)
        self.seed = seed
        self.long = long
        self.small = small
        self.left_out = []
        self.times = random.Random(f"{seed}/times")

    def make(self):
        os.mkdir(self.root)
        for part in (self.sizes, self.modes, self.owners, self.attributes, self.hard_links, self.sparse, self.symlinks,
                     self.specials, self.names, self.empties, self.deep, self.large, self.many, self.stamp):
            part()
        return self

    def folder(self, name):
        path = os.path.join(self.root, name)
        os.mkdir(path)
        return path

    def write(self, folder, name, data):
        path = os.path.join(folder, name)
        with open(path, "wb") as out:
            out.write(data)
        return path

    def attempt(self, what, action):
        try:
            action()
        except OSError as refused:
            if refused.errno not in (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EINVAL, errno.ENOSPC):
                raise
            self.left_out.append(f"{what}: {refused.strerror}")

    def sizes(self):
        folder = self.folder(b"sizes")
        for size in SIZES:
            self.write(folder, b"random %d" % size, content(self.seed, size, size))
            self.write(folder, b"text %d" % size, (b"all work and no play %d\n" % size * (size // 20 + 1))[:size])
        self.write(folder, b"copy of random 8 MiB", content(self.seed, 8 * MIB, 8 * MIB))

    def modes(self):
        folder = self.folder(b"modes")
        for mode in MODES:
            os.chmod(self.write(folder, b"file %05o" % mode, b"mode %o" % mode), mode)
            inner = os.path.join(folder, b"dir %05o" % mode)
            os.mkdir(inner)
            self.write(inner, b"inside", b"x")
            os.chmod(inner, mode)

    def owners(self):
        folder = self.folder(b"owners")
        for uid, gid in [(0, 0), (1, 2), (1000, 1000), (65534, 65534), (4_000_000_000, 3_000_000_000)]:
            path = self.write(folder, b"owner %d %d" % (uid, gid), b"o")
            self.attempt(f"owner {uid}:{gid}", lambda path=path, uid=uid, gid=gid: os.chown(path, uid, gid))
        os.symlink(b"owner 1 2", os.path.join(folder, b"link of 7 8"))
        self.attempt("owner of a symlink", lambda: os.lchown(os.path.join(folder, b"link of 7 8"), 7, 8))

    def attributes(self):
        folder = self.folder(b"attributes")
        path = self.write(folder, b"many attributes", b"a")
        for name, value in [(b"user.plain", b"value"), (b"user.empty", b""), (b"user.binary", bytes(range(256))),
                            (b"user.long", b"v" * 2000), ("user.\u00e9\U0001f600".encode(), b"unicode name"), (b"trusted.holdfast", b"t")]:
            self.attempt(f"attribute {name}", lambda name=name, value=value: os.setxattr(path, name, value))
        inner = os.path.join(folder, b"dir with attributes")
        os.mkdir(inner)
        self.attempt("attribute of a directory", lambda: os.setxattr(inner, b"user.dir", b"d"))
        link = os.path.join(folder, b"link with attribute")
        os.symlink(b"many attributes", link)
        self.attempt("attribute of a symlink", lambda: os.setxattr(link, b"trusted.link", b"l", follow_symlinks=False))
        pipe = os.path.join(folder, b"fifo with attribute")
        os.mkfifo(pipe, 0o640)
        self.attempt("attribute of a fifo", lambda: os.setxattr(pipe, b"trusted.fifo", b"f"))
        listed = self.write(folder, b"file with acl", b"a")
        self.attempt("acl", lambda: os.setxattr(listed, b"system.posix_acl_access", ACCESS_ACL))
        inherited = os.path.join(folder, b"dir with default acl")
        os.mkdir(inherited)
        self.attempt("default acl", lambda: os.setxattr(inherited, b"system.posix_acl_default", DEFAULT_ACL))
        self.write(inherited, b"inherits", b"i")
        capable = self.write(folder, b"file with capability", b"c")
        # cap_net_bind_service+ep, revision 2: restored only when attributes are set after the owner.
        self.attempt("capability", lambda: os.setxattr(capable, b"security.capability", struct.pack("<5I", 0x02000001, 0x400, 0, 0, 0)))

    def hard_links(self):
        one, two = self.folder(b"links one"), self.folder(b"links two")
        for size in (0, 5, 3 * MIB):
            first = self.write(one, b"first %d" % size, content(self.seed, f"link {size}", size))
            os.link(first, os.path.join(one, b"second %d" % size))
            os.link(first, os.path.join(two, b"third %d" % size))
        os.symlink(b"first 5", os.path.join(one, b"symlink"))
        self.attempt("hard link to a symlink", lambda: os.link(os.path.join(one, b"symlink"), os.path.join(two, b"symlink"), follow_symlinks=False))
        os.mkfifo(os.path.join(one, b"fifo"))
        self.attempt("hard link to a fifo", lambda: os.link(os.path.join(one, b"fifo"), os.path.join(two, b"fifo")))

    def sparse(self):
        folder = self.folder(b"sparse")
        data = content(self.seed, "sparse", MIB)
        for name, size, places in [(b"all hole", 100 * MIB, []), (b"hole first", 20 * MIB, [19 * MIB]), (b"hole last", 20 * MIB, [0]),
                                   (b"hole between", 30 * MIB, [0, 29 * MIB]), (b"holes unaligned", 10 * MIB + 13, [777, 5 * MIB + 1]),
                                   (b"one small hole", 2 * MIB + 8192, [0, MIB + 8192])]:
            path = self.write(folder, name, b"")
            os.truncate(path, size)
            with open(path, "r+b") as out:
                for place in places:
                    out.seek(place)
                    out.write(data[: size - place])
        self.write(folder, b"written zeros", bytes(6 * MIB))

    def symlinks(self):
        folder = self.folder(b"symlinks")
        for name, target in [(b"dangling", b"/nowhere/at all"), (b"up", b"../.."), (b"self", b"self"), (b"directory", b"../sizes"),
                             (b"long", b"x" * 4000), (b"quote", b'a "b" \\ \n'), (b"not utf-8", b"target \xff\xfe"),
                             (b"emoji", "\U0001f600".encode())]:
            os.symlink(target, os.path.join(folder, name))

    def specials(self):
        folder = self.folder(b"specials")
        os.mkfifo(os.path.join(folder, b"fifo"), 0o622)
        for name, kind, device in [(b"null", stat.S_IFCHR, (1, 3)), (b"big char", stat.S_IFCHR, (4095, 1_000_000)),
                                   (b"block", stat.S_IFBLK, (7, 200)), (b"zero", stat.S_IFCHR, (0, 0))]:
            path = os.path.join(folder, name)
            self.attempt(f"device {name.decode()}", lambda path=path, kind=kind, device=device: os.mknod(path, kind | 0o640, os.makedev(*device)))
        with socket.socket(socket.AF_UNIX) as listener:
            self.attempt("socket", lambda: bind_in(folder, listener))

    def names(self):
        folder = self.folder(b"names")
        for name in NAMES:
            self.attempt(f"name {name!r}", lambda name=name: self.write(folder, name, b"named " + name))
        inner = os.path.join(folder, b"dir \xff \"\n")
        os.mkdir(inner)
        self.write(inner, b"inside \\\xfe", b"i")

    def empties(self):
        folder = self.folder(b"empties")
        self.write(folder, b"empty file", b"")
        os.makedirs(os.path.join(folder, b"empty", b"nested", b"empty"))

    def deep(self):
        os.makedirs(os.path.join(self.root, b"deep", *[b"level %02d %s" % (level, b"d" * 40) for level in range(40)]))

    def large(self):
        """Past 4 GiB in the long form, because a 32-bit size would show only there; data, holes and repeats in turn."""
        size = (5 * 1024 if self.long else 32 if self.small else 300) * MIB
        path = self.write(self.folder(b"large"), b"large file", b"")
        os.truncate(path, size + 4321)
        block = content(self.seed, "large", 16 * MIB)
        source = random.Random(f"{self.seed}/large")
        with open(path, "r+b") as out:
            for place in range(0, size, 16 * MIB):
                kind = source.randrange(4)
                if kind == 0:
                    continue
                out.seek(place)
                out.write(source.randbytes(16 * MIB) if kind < 3 and source.random() < 0.5 else block)

    def many(self):
        folder = self.folder(b"many")
        for number in range(100_000 if self.long else 200 if self.small else 5_000):
            self.write(folder, b"file %06d" % number, b"%d" % (number % 1000))

    def stamp(self):
        """Sets a telling time on every entry, children before their directory."""
        for folder, folders, files in os.walk(self.root, topdown=False):
            for name in files + folders:
                self.set_time(os.path.join(folder, name))
        self.set_time(self.root)

    def set_time(self, path):
        seconds, nanos = self.times.choice(TIMES)
        moment = seconds * 1_000_000_000 + nanos
        os.utime(path, ns=(moment, moment), follow_symlinks=False)


def bind_in(folder, listener):
    # Socket addresses are limited to 108 bytes, so it is bound by a relative name.
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(folder)
        listener.bind(b"socket")
    finally:
        os.fchdir(here)
        os.close(here)
