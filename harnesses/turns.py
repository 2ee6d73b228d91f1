"""Tools that take turns on one repository: incrementals add nothing for unchanged data, and any of them may prune."""

import os
import shutil

from . import compare, exemptions
from .tools import matters
from .trees import KIB, MIB, content
from .work import remove


class Turns:
    """One source that changes between turns; the judge (stock restic) counts blobs, so that nobody counts his own."""

    def __init__(self, tools, judge, arguments, claims, place):
        self.tools, self.judge, self.claims, self.place, self.seed = tools, judge, claims, place, arguments.seed
        self.long = arguments.long
        self.latest = None
        self.size = (256 if arguments.long else 40) * MIB

    def blobs(self, repository, kind="data"):
        listed = self.judge.run(repository, "list", "blobs", cache=self.place / "judge-cache")
        return {line.split()[1] for line in listed.out.splitlines() if line.startswith(kind + " ")}

    def pack_bytes(self, repository):
        return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(repository / "data") for name in names)

    def source(self, name):
        source = self.place / name
        tree = source / "tree"
        tree.mkdir(parents=True)
        (tree / "big").write_bytes(content(self.seed, "turns", self.size))
        for number in range(50):
            (tree / f"small {number}").write_bytes(content(self.seed, number, 3 * KIB))
        return source

    def backup(self, tool, repository, source, *options):
        self.latest = tool.name
        return tool.run(repository, "backup", *options, "tree", cache=self.place / "cache" / repository.name / tool.name, cwd=source)

    def unchanged(self, tool, repository, source, claim, *options):
        before, size = self.blobs(repository), self.pack_bytes(repository)
        took = self.backup(tool, repository, source, *options)
        added = self.blobs(repository) - before
        self.claims.check(not added, f"{claim}: no data blob is added", f"{len(added)} added, {self.pack_bytes(repository) - size} bytes\n{took.text}")

    def with_each(self, tool):
        return [other for other in self.tools if matters(tool, other, self.tools, self.long)]

    def alternate(self):
        # Old restic makes repositories like new restic's.
        for creator in [tool for tool in self.tools if self.long or tool.name != "restic-0.14"]:
            repository = self.place / f"turns-{creator.name}"
            source = self.source("turns-source")
            creator.init(repository, self.place / "cache" / repository.name / creator.name)
            for number, writer in enumerate(self.tools):
                (source / "tree" / f"new {number}").write_bytes(content(self.seed, f"new {number}", 700 * KIB))
                with open(source / "tree" / "big", "r+b") as big:
                    big.seek(number * 3 * MIB)
                    big.write(b"changed")
                self.backup(writer, repository, source)
                for other in self.with_each(writer):
                    name = f"repository by {creator.name}, changed by {writer.name}, unchanged again by {other.name}"
                    self.unchanged(other, repository, source, f"{name}, with a parent")
                    self.unchanged(other, repository, source, f"{name}, --force", "--force")
            self.all_agree(repository, source, f"repository by {creator.name} after turns")
            remove(repository)
            remove(source)
        self.claims.say("turns done")

    def all_agree(self, repository, source, name):
        for tool in self.tools:
            cache = self.place / "cache" / repository.name / tool.name
            checked = tool.run(repository, "check", "--read-data", cache=cache, accept=None)
            self.claims.check(checked.code == 0, f"{name}: {tool.name} checks with read-data", checked.text)
            target = self.place / "turns-restored"
            tool.restore(repository, target, cache)
            judged = exemptions.judged(compare.compare(source / "tree", target / "tree"), self.latest, tool.name, self.claims)
            self.claims.check(not judged, f"{name}: {tool.name} restores the newest", "\n".join(judged[:20]))
            remove(target)

    def prune_by_each(self):
        """One history written in turns; each tool forgets and prunes its own copy of it, then all tools judge the copy."""
        history, source = self.place / "history", self.source("prune-source")
        self.tools[0].init(history, self.place / "cache" / "history" / self.tools[0].name)
        for number, writer in enumerate(self.tools * 2):
            (source / "tree" / "passing").write_bytes(content(self.seed, f"passing {number}", 9 * MIB))
            if number:
                (source / "tree" / f"small {number}").unlink()
            self.backup(writer, history, source)
        full = self.blobs(history)
        for pruner in self.tools:
            repository = self.place / f"pruned-by-{pruner.name}"
            shutil.copytree(history, repository)
            cache = self.place / "cache" / repository.name / pruner.name
            pruner.run(repository, "forget", "--keep-last", "1", "--prune", "--max-unused", "0", cache=cache)
            left = self.blobs(repository)
            self.claims.check(len(full) > len(left) > 0, f"forget and prune by {pruner.name} removes blobs that nobody uses", f"{len(full)} -> {len(left)}")
            listed = self.judge.run(repository, "snapshots", "--json", cache=self.place / "judge-cache")
            # Of each group one is kept, and snapshots of other paths are another group.
            groups = len({tool.records_absolute_paths for tool in self.tools})
            kept = listed.out.count('"short_id"')
            self.claims.check(kept == groups, f"forget by {pruner.name} keeps {groups} of the tools' common history", listed.out)
            self.all_agree(repository, source, f"pruned by {pruner.name}")
            for writer in self.with_each(pruner):
                self.unchanged(writer, repository, source, f"pruned by {pruner.name}, unchanged by {writer.name}", "--force")
            remove(repository)
        self.claims.say("prune done")
