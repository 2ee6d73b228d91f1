"""Damage: each class of damage to a repository is found by check, and a restore never passes wrong bytes off as right."""

import hashlib
import itertools
import json
import shutil
from concurrent.futures import ThreadPoolExecutor

from . import compare
from .forge import MasterKey
from .tools import find, find_all
from .trees import KIB, content
from .work import remove
from .wounds import WOUNDS, Anatomy, chance_of

SUMMARY = "every damage class is found by check; restores of damaged data fail loudly"


def options(parser):
    parser.add_argument("--tools", default="holdfast", help="tools to judge (restic shows that the harness itself works)")
    parser.add_argument("--writer", default="restic", help="who writes the repository that is damaged")
    parser.add_argument("--class", dest="only", default="", help="run only damage classes whose name contains this")
    parser.add_argument("--turns", type=int, default=0, help="how many wounds of each class (default: 1, or 10 with --long)")
    parser.add_argument("--workers", type=int, default=2, help="how many wounds are judged at the same time")


class Patient:
    """A healthy repository with three snapshots whose small files are one blob each, so that SHA-256 tells whose blob is hit."""

    def __init__(self, writer, seed, place):
        self.place, self.judge = place, find("restic")
        self.repository, self.source = place / "healthy", place / "source"
        tree = self.source / "tree"
        tree.mkdir(parents=True)
        writer.init(self.repository, place / "cache-writer")
        self.path_of = {}
        for round_number in range(3):
            for number in range(25):
                path = tree / f"file {round_number} {number}"
                path.write_bytes(content(seed, path.name, 200 * KIB + number))
                self.path_of[hashlib.sha256(path.read_bytes()).hexdigest()] = path.name
            writer.run(self.repository, "backup", "tree", cache=place / "cache-writer", cwd=self.source)
        listed = self.judge.run(self.repository, "snapshots", "--json", cache=place / "cache-judge")
        self.snapshots = [snapshot["id"] for snapshot in sorted(json.loads(listed.out), key=lambda snapshot: snapshot["time"])]
        self.indexes = {path.name: json.loads(self.ask("cat", "index", path.name)) for path in sorted((self.repository / "index").iterdir())}
        self.master = MasterKey(self.ask("cat", "masterkey"))
        self.numbers = itertools.count()

    def ask(self, *words):
        return self.judge.run(self.repository, *words, cache=self.place / "cache-judge").out

    def copy(self):
        """A copy to wound, in a place of its own for all that is done with it."""
        place = self.place / f"wound-{next(self.numbers)}"
        shutil.copytree(self.repository, place / "damaged")
        return place, Anatomy(place / "damaged", self.master, self.indexes)


def run(arguments, claims, place):
    tools = find_all(arguments.tools)
    patient = Patient(find(arguments.writer), arguments.seed, place)
    healthy = Anatomy(patient.repository, patient.master, patient.indexes)
    claims.say(f"healthy repository by {arguments.writer}: {len(healthy.data_packs)} data packs, {len(healthy.tree_packs)} tree packs")
    wounds = [wound for wound in WOUNDS if arguments.only in wound.name]
    trials = [(wound, turn, tool) for wound in wounds for turn in range(arguments.turns or (10 if arguments.long else 1)) for tool in tools]

    def try_one(trial):
        wound, turn, tool = trial
        own, anatomy = patient.copy()
        what, blobs = wound.inflict(anatomy, chance_of(arguments.seed, wound.name, turn))
        judge_tool(tool, wound, what, blobs, own, patient, claims)
        remove(own)

    with ThreadPoolExecutor(arguments.workers) as pool:
        for _ in pool.map(try_one, trials):
            pass
    claims.say(f"{len(wounds)} of {len(WOUNDS)} damage classes tried, {len(trials)} wounds")


def judge_tool(tool, wound, what, blobs, place, patient, claims):
    name = f"{tool.name}: {wound.name}"
    cache, repository = place / "cache-fresh", place / "damaged"
    hit = sorted(patient.path_of[blob] for blob in blobs if blob in patient.path_of)
    checked = tool.run(repository, "check", cache=cache, accept=None, timeout=300)
    remove(cache)
    read = tool.run(repository, "check", "--read-data", cache=cache, accept=None, timeout=300)
    remove(cache)
    target = place / "restored"
    restored = tool.restore(repository, target, cache, snapshot=patient.snapshots[-1], accept=None)
    claims.say(f"{name} ({what}): check {checked.code}, read-data {read.code}, restore {restored.code}")
    for verb, expected, result in (("check", wound.check, checked), ("check --read-data", wound.read, read), ("restore", wound.restore, restored)):
        claims.check(as_expected(tool, expected, result.code), f"{name}: {verb} is {expected}, was exit {result.code}", f"{what}\n{result.text}")
        claims.check(not crashed(result), f"{name}: {verb} does not crash", f"{what}\n{result.text}")
    restored_right(name, restored, target, hit, wound, patient, claims)
    output = read.out + read.err
    if tool.name == "holdfast" and wound.names_paths:
        claims.check(any(path in output for path in hit), f"{name}: check --read-data names a path that is hit", f"{hit[:5]}\n{read.text}")
    if tool.name == "holdfast" and (wound.names_paths or wound.hits_trees):
        claims.check(any(snapshot[:8] in output for snapshot in patient.snapshots), f"{name}: check --read-data names a snapshot", read.text)


def as_expected(tool, expected, code):
    if expected == "any":
        return True
    if expected == "ok":
        return code == 0
    if expected == "found" or tool.locked_codes == (1,):
        return code != 0
    return code == expected


def crashed(result):
    """A panic, an uncaught exception, a signal or a timeout is no answer."""
    return result.code < 0 or result.code >= 128 or any(word in result.err for word in ("panic:", "goroutine ", "Exception in thread", "\tat io.holdfast"))


def restored_right(name, restored, target, hit, wound, patient, claims):
    tree = target / "tree"
    differences = compare.compare(patient.source / "tree", tree) if tree.is_dir() else ["nothing was restored"]
    if restored.code == 0:
        claims.check(not differences, f"{name}: a restore that ends with 0 is equal", "\n".join(map(str, differences[:5])))
        return
    claims.check(restored.err.strip(), f"{name}: a restore that fails says why")
    if wound.names_paths:
        claims.check(any(path in restored.out + restored.err for path in hit), f"{name}: the failed restore names a file that is hit", f"{hit[:5]}\n{restored.text}")
    if name.startswith("holdfast"):
        whole = [difference for difference in differences if getattr(difference, "aspect", "") == "content"]
        claims.check(not whole, f"{name}: no file with wrong content is left under its name", "\n".join(map(str, whole[:5])))
