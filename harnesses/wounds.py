"""Wounds: every way in which a repository's files can be damaged from outside, each done by seed to a copy."""

import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from .forge import MasterKey, store_under_wrong_id


@dataclass
class Anatomy:
    """Where things are in one repository: its files, what its packs hold as the judge reads its indexes, and its master key."""

    root: Path
    master: MasterKey
    indexes: dict  # name -> decoded JSON
    data_packs: dict = field(default_factory=dict)  # pack id -> [(blob id, offset, length)]
    tree_packs: dict = field(default_factory=dict)

    def __post_init__(self):
        for index in self.indexes.values():
            for pack in index["packs"]:
                kind = self.data_packs if pack["blobs"][0]["type"] == "data" else self.tree_packs
                kind[pack["id"]] = [(blob["id"], blob["offset"], blob["length"]) for blob in pack["blobs"]]

    def pack(self, pack_id):
        return self.root / "data" / pack_id[:2] / pack_id

    def files(self, folder):
        return sorted((self.root / folder).iterdir())

    def header(self, pack_id):
        """(begin, end) of the encrypted header; its length stands in the last four bytes (F12)."""
        content = self.pack(pack_id).read_bytes()
        end = len(content) - 4
        return end - int.from_bytes(content[end:], "little"), end


def rewrite(path, content):
    """Packs are read-only files: replaced as a whole, under the same name."""
    os.unlink(path)
    path.write_bytes(content)


def flip(path, begin, end, chance):
    content = bytearray(path.read_bytes())
    place = chance.randrange(begin, end)
    content[place] ^= 1 << chance.randrange(8)
    rewrite(path, content)
    return f"bit flipped at {place} of {path.name[:8]}"


def cut(path, chance):
    size = path.stat().st_size
    left = chance.randrange(0, size)
    rewrite(path, path.read_bytes()[:left])
    return f"{path.name[:8]} cut to {left} of {size}"


def empty(path):
    rewrite(path, b"")
    return f"{path.name} emptied"


def lose(path):
    os.unlink(path)
    return f"{path.name[:8]} removed"


def swap(one, two):
    first, second = one.read_bytes(), two.read_bytes()
    rewrite(one, second)
    rewrite(two, first)
    return f"{one.name[:8]} and {two.name[:8]} swapped"


def duplicate(path, chance):
    name = chance.randbytes(32).hex()
    copy = path.parent.parent / name[:2] / name if path.parent.parent.name == "data" else path.parent / name
    copy.parent.mkdir(exist_ok=True)
    shutil.copyfile(path, copy)
    return f"{path.name[:8]} again as {name[:8]}"


def add(path):
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(b"stray")
    return f"{path.name} added"


def flip_blob(anatomy, chance, packs):
    pack_id = chance.choice(sorted(packs))
    blob, offset, length = chance.choice(packs[pack_id])
    return flip(anatomy.pack(pack_id), offset, offset + length, chance), {blob}


def flip_header(anatomy, chance):
    pack_id = chance.choice(sorted(anatomy.data_packs))
    return flip(anatomy.pack(pack_id), *anatomy.header(pack_id), chance), set()


def flip_header_length(anatomy, chance):
    pack_id = chance.choice(sorted(anatomy.data_packs))
    end = anatomy.header(pack_id)[1]
    return flip(anatomy.pack(pack_id), end, end + 4, chance), set()


def on_pack(action, kind):
    def wound(anatomy, chance):
        packs = anatomy.data_packs if kind == "data" else anatomy.tree_packs
        pack_id = chance.choice(sorted(packs))
        blobs = {blob for blob, _, _ in packs[pack_id]}
        return action(anatomy.pack(pack_id), chance), blobs
    return wound


def cut_in_header(anatomy, chance):
    pack_id = chance.choice(sorted(anatomy.data_packs))
    path, (begin, end) = anatomy.pack(pack_id), anatomy.header(pack_id)
    left = chance.randrange(begin, end)
    rewrite(path, path.read_bytes()[:left])
    return f"{pack_id[:8]} cut to {left} inside its header", set()


def swap_packs(anatomy, chance):
    one, two = chance.sample(sorted(anatomy.data_packs), 2)
    return swap(anatomy.pack(one), anatomy.pack(two)), {blob for pack in (one, two) for blob, _, _ in anatomy.data_packs[pack]}


def under_wrong_id(anatomy, chance, kind):
    """Another blob of the same pack in place of one, else all valid."""
    name, number = chance.choice([(name, number) for name in sorted(anatomy.indexes)
                                  for number, pack in enumerate(anatomy.indexes[name]["packs"])
                                  if pack["blobs"][0]["type"] == kind and len(pack["blobs"]) > 1])
    index = anatomy.indexes[name]
    victim, stranger = chance.sample(range(len(index["packs"][number]["blobs"])), 2)
    blob = store_under_wrong_id(anatomy.root, anatomy.master, name, index, number, victim, stranger)
    return f"blob {stranger} of a pack stored as {blob[:8]}, too", {blob}


def on_file(action, folder):
    def wound(anatomy, chance):
        return action(chance.choice(anatomy.files(folder)), chance), set()
    return wound


def swap_in(folder):
    return lambda anatomy, chance: (swap(*chance.sample(anatomy.files(folder), 2)), set())


def flip_any(path, chance):
    return flip(path, 0, path.stat().st_size, chance)


def losing(path, _):
    return lose(path)


@dataclass(frozen=True)
class Wound:
    """One damage class and what must come of it.

    check, read, restore: "ok" (exit 0), "found" (any failure), an exit code, or "any" where finding it is not asked for.
    Whatever stands here, a restore that ends with 0 must be equal. `names_paths`: the reports must name a file that is hit.
    `hits_trees`: they must name a snapshot that is hit.
    """

    name: str
    inflict: Callable
    check: object
    read: object
    restore: object
    names_paths: bool = False
    hits_trees: bool = False


WOUNDS = [
    Wound("bit flip in a data blob", lambda a, c: flip_blob(a, c, a.data_packs), "any", "found", "found", True),
    Wound("bit flip in a tree blob", lambda a, c: flip_blob(a, c, a.tree_packs), "any", "found", "any", hits_trees=True),
    Wound("bit flip in a pack header", flip_header, "any", "found", "ok"),
    Wound("bit flip in a header length", flip_header_length, "any", "found", "ok"),
    Wound("bit flip in an index", on_file(flip_any, "index"), "found", "found", "any"),
    Wound("bit flip in a snapshot", on_file(flip_any, "snapshots"), "found", "found", "any"),
    Wound("bit flip in the only key", on_file(flip_any, "keys"), "any", "any", "any"),
    Wound("bit flip in config", lambda a, c: (flip_any(a.root / "config", c), set()), "found", "found", "any"),
    Wound("data pack cut", on_pack(cut, "data"), "found", "found", "any", True),
    Wound("data pack cut in its header", cut_in_header, "found", "found", "ok"),
    Wound("tree pack cut", on_pack(cut, "tree"), "found", "found", "any", hits_trees=True),
    Wound("index cut", on_file(cut, "index"), "found", "found", "any"),
    Wound("snapshot cut", on_file(cut, "snapshots"), "found", "found", "any"),
    Wound("key cut", on_file(cut, "keys"), "found", "found", "found"),
    Wound("config cut", lambda a, c: (cut(a.root / "config", c), set()), "found", "found", "found"),
    Wound("config empty", lambda a, c: (empty(a.root / "config"), set()), "found", "found", "found"),
    Wound("data pack missing", on_pack(losing, "data"), "found", "found", "any", True),
    Wound("tree pack missing", on_pack(losing, "tree"), "found", "found", "any", hits_trees=True),
    Wound("index missing", on_file(losing, "index"), "found", "found", "any"),
    Wound("key missing", on_file(losing, "keys"), 1, 1, 1),
    Wound("config missing", lambda a, c: (lose(a.root / "config"), set()), 10, 10, 10),
    Wound("packs swapped", swap_packs, "any", "found", "found", True),
    Wound("indexes swapped", swap_in("index"), "found", "found", "any"),
    Wound("snapshots swapped", swap_in("snapshots"), "found", "found", "any"),
    Wound("data blob under a wrong id", lambda a, c: under_wrong_id(a, c, "data"), "any", "found", "found", True),
    Wound("tree blob under a wrong id", lambda a, c: under_wrong_id(a, c, "tree"), "found", "found", "any", hits_trees=True),
    Wound("pack twice, second name wrong", on_pack(duplicate, "data"), "any", "any", "ok"),
    Wound("index twice, second name wrong", on_file(duplicate, "index"), "found", "found", "any"),
    Wound("snapshot twice, second name wrong", on_file(duplicate, "snapshots"), "found", "found", "any"),
    Wound("extra file in data", lambda a, c: (add(a.root / "data" / "00" / "stray"), set()), "ok", "ok", "ok"),
    Wound("extra pack name in data", lambda a, c: (add(a.root / "data" / "00" / ("00" * 32)), set()), "ok", "ok", "ok"),
    Wound("extra file beside snapshots", lambda a, c: (add(a.root / "snapshots" / "stray.tmp"), set()), "ok", "ok", "ok"),
    Wound("extra file in the root", lambda a, c: (add(a.root / "README"), set()), "ok", "ok", "ok"),
    Wound("extra directory", lambda a, c: (add(a.root / "lost+found" / "stray"), set()), "ok", "ok", "ok"),
]


def chance_of(seed, name, turn):
    return random.Random(f"{seed}/{name}/{turn}")
