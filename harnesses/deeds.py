"""Deeds: commands that change a repository or a restore's target, and what must hold however they end.

A *history* is a small repository with three finished snapshots, tagged v1 to v3, and a fourth version of the source that waits.
A *deed* runs on a copy of it; the *judge* is stock restic, which must find the copy valid and restore every snapshot it lists.
"""

import json
import os
import random
import shutil
import subprocess
from dataclasses import dataclass, field

from . import compare
from .forge import cheapen_key
from .tools import PASSWORD, WRONG_PASSWORD, find
from .trees import KIB, MIB, content
from .work import remove

NEW_PASSWORD = "a new password"
ALL = frozenset({"v1", "v2", "v3"})


@dataclass(frozen=True)
class Deed:
    """`stays` are the tags that no ending may lose, `final` those that are there once it has ended well.

    `base` names the history it begins with; {target}, {new} and {key} in its words are filled in.
    """

    name: str
    words: tuple
    base: str = "full"
    stays: frozenset = ALL
    final: frozenset = ALL
    again: tuple = field(default=None)

    @property
    def watches_target(self):
        return "{target}" in self.words

    @property
    def possible(self):
        return self.stays | self.final | (ALL if self.name.startswith("forget") else frozenset())


DEEDS = [
    Deed("backup", ("backup", "--tag", "v4", "tree"), final=ALL | {"v4"}),
    Deed("forget", ("forget", "--keep-last", "1"), stays=frozenset({"v3"}), final=frozenset({"v3"})),
    Deed("prune", ("prune", "--max-unused", "0"), base="forgotten", stays=frozenset({"v3"}), final=frozenset({"v3"})),
    Deed("forget with prune", ("forget", "--keep-last", "1", "--prune"), stays=frozenset({"v3"}), final=frozenset({"v3"})),
    Deed("restore", ("restore", "latest", "--target", "{target}"), again=("restore", "latest", "--target", "{target}", "--overwrite", "if-changed")),
    Deed("key add", ("key", "add", "--new-password-file", "{new}")),
    Deed("key passwd", ("key", "passwd", "--new-password-file", "{new}")),
    Deed("key remove", ("key", "remove", "{key}", "--yes"), base="keys"),
    Deed("init", ("init",), base="nothing", stays=frozenset(), final=frozenset()),
]


def chosen(names):
    """The deeds whose names are in a list separated by commas; all when it is empty."""
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = set(wanted) - {deed.name for deed in DEEDS}
    if unknown:
        raise SystemExit(f"no deed is called {', '.join(sorted(unknown))}: expected {', '.join(deed.name for deed in DEEDS)}")
    return [deed for deed in DEEDS if not wanted or deed.name in wanted]


class History:
    """The repositories that deeds begin with, made once: full, forgotten (v1 and v2 are), keys (with a second password), nothing."""

    def __init__(self, tool, shelf, seed, place):
        self.tool, self.judge, self.shelf, self.place = tool, find("restic"), shelf, place
        place.mkdir()
        self.source = place / "source"
        cache = place / "cache"
        self.new = place / "new-password"
        self.new.write_text(NEW_PASSWORD + "\n")
        self.versions = {}
        for name in ("full", "nothing"):
            shelf.make(name)
        tool.init(shelf.address("full"), cache)
        master = self.judge.run(shelf.address("full"), "cat", "masterkey", cache=cache).out
        cheapen_key(shelf.folder("full"), PASSWORD, master)
        for number in range(1, 5):
            self.write_version(seed, number)
            if number < 4:
                tool.run(shelf.address("full"), "backup", "--tag", f"v{number}", "tree", cache=cache, cwd=self.source)
        for other in ("forgotten", "keys"):
            shelf.copy("full", other)
        self.judge.run(shelf.address("forgotten"), "forget", "--keep-last", "1", cache=cache)
        before = self.keys("keys")
        tool.run(shelf.address("keys"), "key", "add", "--new-password-file", self.new, cache=cache)
        self.key = (self.keys("keys") - before).pop()

    def keys(self, name):
        return set(os.listdir(self.shelf.folder(name) / "keys"))

    def write_version(self, seed, number):
        """Each version shares most of its files with the one before, so that prune has both to remove and to repack."""
        tree = self.source / "tree"
        (tree / "folder").mkdir(parents=True, exist_ok=True)
        chance = random.Random(f"{seed}/{number}")
        for name in range(12) if number == 1 else chance.sample(range(12), 4):
            (tree / "folder" / f"file {name}").write_bytes(content(seed, f"{number} {name}", chance.randrange(200 * KIB)))
        (tree / f"only in {number}").write_bytes(content(seed, f"only {number}", 2 * MIB))
        if number > 1:
            (tree / f"only in {number - 1}").unlink()
        else:
            os.symlink("folder", tree / "link")
            os.setxattr(tree / "folder" / "file 1", "user.kept", b"value")
            os.link(tree / "folder" / "file 2", tree / "folder" / "second name")
        os.utime(tree / "folder", ns=(number * 10**15, number * 10**15 + 1))
        kept = self.place / "versions" / f"v{number}"
        kept.mkdir(parents=True)
        copy(tree, kept / "tree")
        self.versions[f"v{number}"] = kept

    def words(self, deed, target, again=False):
        words = deed.again if again and deed.again else deed.words
        return [word.format(target=target, new=self.new, key=self.key) for word in words]


def copy(source, target):
    """Everything that the kernel knows of a tree, quickly; what is the same file stays the same file."""
    subprocess.run(["cp", "-a", source, target], check=True)


class Shelf:
    """Where repositories stand: directories here, buckets in a subclass of the same shape."""

    def __init__(self, root):
        self.root = root
        root.mkdir()

    def address(self, name):
        """As a tool's --repo takes it."""
        return self.root / name

    def folder(self, name):
        """Its files, for a look past every tool."""
        return self.root / name

    def make(self, name):
        self.folder(name).mkdir()

    def copy(self, name, other):
        copy(self.folder(name), self.folder(other))

    def drop(self, name):
        remove(self.folder(name))


class Trial:
    """One deed on its own copy of a history, with a place of its own."""

    def __init__(self, history, deed, name, shelf=None):
        self.history, self.deed, self.name = history, deed, name
        self.shelf = shelf or history.shelf
        self.place = history.place / f"trial-{name}"
        self.repository, self.target = self.shelf.address(name), self.place / "target"
        self.cache, self.judge_cache = self.place / "cache", self.place / "judge-cache"

    def __enter__(self):
        self.place.mkdir()
        copy(self.history.shelf.folder(self.deed.base), self.shelf.folder(self.name))
        return self

    def __exit__(self, *_):
        remove(self.place)
        self.shelf.drop(self.name)

    @property
    def folder(self):
        return self.shelf.folder(self.name)

    @property
    def watched(self):
        return self.target if self.deed.watches_target else self.folder

    def run(self, tool, again=False, password=PASSWORD, address=None):
        words = self.history.words(self.deed, self.target, again)
        return tool.run(address or self.repository, *words, cache=self.cache, cwd=self.history.source, accept=None, password=password, timeout=900)

    def ask(self, *words, password):
        return self.history.judge.run(self.repository, *words, cache=self.judge_cache, accept=None, password=password, timeout=600)

    def faults(self, done=False):
        """What the judge holds against the repository as it is now; `done` when the deed has reported success, for the second time
        that this repository is judged: then only the newest of the snapshots is restored again."""
        found = []
        password = self.password(found)
        if password is None:
            return found
        unlocked = self.ask("unlock", password=password)
        if unlocked.code != 0:
            found.append(f"restic unlock: {unlocked.text}")
        checked = self.ask("check", "--read-data", password=password)
        if checked.code != 0:
            found.append(f"restic check --read-data: {checked.text}")
        listed = self.ask("snapshots", "--json", password=password)
        if listed.code != 0:
            return found + [f"restic snapshots: {listed.text}"]
        snapshots = {snapshot["id"]: (snapshot.get("tags") or ["none"])[0] for snapshot in json.loads(listed.out)}
        tags = sorted(snapshots.values())
        must, may = (self.deed.final, self.deed.final) if done else (self.deed.stays, self.deed.possible)
        # A backup that was killed once its snapshot was stored, and run again, makes a second one.
        twice = {tag for tag in tags if tags.count(tag) > 1} - {"v4"}
        if not must <= set(tags) <= may or twice:
            found.append(f"the snapshots are {tags}, expected all of {sorted(must)} and none but {sorted(may)}")
        newest = max(tags, default="")
        for snapshot, tag in snapshots.items():
            if tag in self.history.versions and (tag == newest or not done):
                found += self.restored(snapshot, tag, password)
        return found

    def restored(self, snapshot, tag, password):
        target = self.place / "judged"
        result = self.ask("restore", snapshot, "--target", target, "--no-lock", password=password)
        try:
            if result.code != 0:
                return [f"restic restore of {tag}: {result.text}"]
            return [f"{tag} restored: {difference}" for difference in compare.compare(self.history.versions[tag] / "tree", target / "tree")[:5]]
        finally:
            remove(target)

    def password(self, found):
        """One that opens the repository: the old one always, but for a deed that replaces it."""
        if self.deed.name != "key passwd":
            return PASSWORD
        old = self.opens(PASSWORD)
        if old.code == 0:
            return PASSWORD
        if old.code == WRONG_PASSWORD and self.opens(NEW_PASSWORD).code == 0:
            return NEW_PASSWORD
        found.append(f"no password opens the repository: {old.text}")
        return None

    def opens(self, password):
        return self.ask("cat", "config", "--no-lock", password=password)

    def aftermath(self, tool):
        """Faults after an interrupted deed, then of the same deed once more: the next run must end well and do it all."""
        found = []
        if self.deed.name != "init":
            found += self.faults()
        elif (self.folder / "config").exists():
            return self.faults()
        if found:
            return found
        return self.once_more(tool)

    def once_more(self, tool):
        password = PASSWORD
        if self.deed.name == "key passwd" and self.opens(PASSWORD).code != 0:
            password = NEW_PASSWORD
        if self.deed.name == "key remove" and not (self.folder / "keys" / self.history.key).exists():
            return []
        result = self.run(tool, again=True, password=password)
        if result.code != 0:
            return [f"the next run: {result.text}"]
        return self.completed()

    def completed(self):
        """Faults of a repository, or a restored tree, whose deed has just said that it is done."""
        found = [f"after the next run: {fault}" for fault in self.faults(done=True)]
        if self.deed.watches_target:
            newest = self.history.versions["v3"] / "tree"
            found += [f"target: {difference}" for difference in compare.compare(newest, self.target / "tree")[:5]]
        if self.deed.name == "key passwd" and self.opens(NEW_PASSWORD).code != 0:
            found.append("the new password does not open the repository")
        if self.deed.name == "key add" and self.opens(NEW_PASSWORD).code != 0:
            found.append("the added password does not open the repository")
        if self.deed.name == "key remove" and self.opens(NEW_PASSWORD).code != WRONG_PASSWORD:
            found.append("the removed password still opens the repository")
        return found
