"""The tools under comparison, all driven through their command line as a user would."""

import os
import shlex
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PASSWORD = "correct horse battery staple"
NO_REPOSITORY, LOCKED, WRONG_PASSWORD, INCOMPLETE = 10, 11, 12, 3


@dataclass(frozen=True)
class Result:
    """How one command ended; wall, user + system seconds and the peak resident set are of the process and its children."""

    command: list
    code: int
    out: str
    err: str
    wall: float
    cpu: float
    peak: int

    @property
    def text(self):
        return f"$ {shlex.join(self.command)}\nexit {self.code}\n{self.out[-1500:]}{self.err[-3000:]}"


class ToolFailed(Exception):
    """A command that had to end with another exit code."""


class Tool:
    """A program with restic's verbs, options, variables and exit codes."""

    # Exit code of a command that meets a lock; restic answers 11 since 0.17.
    locked_codes = (LOCKED,)
    locks = True
    restores_sparse = True
    records_absolute_paths = True

    def __init__(self, name, program):
        self.name = name
        self.program = [os.fspath(part) for part in program]

    def environment(self, repository, cache, password=PASSWORD):
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("RESTIC_", "HOLDFAST_", "RUSTIC_"))}
        # Both spellings of each variable: a tool reads its own.
        own = {"RESTIC_REPOSITORY": os.fspath(repository), "RESTIC_PASSWORD": password, "RESTIC_CACHE_DIR": os.fspath(cache),
               "HOLDFAST_CACHE_DIR": os.fspath(cache), "RUSTIC_REPOSITORY": os.fspath(repository), "RUSTIC_PASSWORD": password,
               "RUSTIC_CACHE_DIR": os.fspath(cache), "TZ": "UTC"}
        return kept | own | {key: os.environ[key] for key in ("HOLDFAST_JAVA_HOME", "HOLDFAST_PEERS") if key in os.environ}

    def run(self, repository, *arguments, cache, cwd=None, stdin=None, accept=(0,), password=PASSWORD, timeout=3600):
        """Runs one command to its end; an exit code outside `accept` (None: any) raises ToolFailed with what it printed."""
        command = self.program + [os.fspath(argument) for argument in self.arguments(arguments)]
        begin = time.monotonic()
        with subprocess.Popen(command, cwd=cwd, env=self.environment(repository, cache, password), stdin=stdin or subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            code, out, err, usage = reap(process, timeout)
        result = Result(command, code, out, err, time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
        if accept is not None and result.code not in accept:
            raise ToolFailed(f"{self.name}: exit {result.code}, expected {accept}\n{result.text}")
        return result

    def start(self, repository, *arguments, cache, cwd=None, stdin=None):
        """Starts one command and leaves it running; the caller ends it."""
        command = self.program + [os.fspath(argument) for argument in self.arguments(arguments)]
        return subprocess.Popen(command, cwd=cwd, env=self.environment(repository, cache), stdin=stdin or subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def arguments(self, arguments):
        """The tool's own spelling of restic's arguments."""
        return list(arguments)

    def init(self, repository, cache):
        return self.run(repository, "init", cache=cache)

    def restore(self, repository, target, cache, sparse=False, snapshot="latest", accept=(0,)):
        options = ["--sparse"] if sparse else []
        return self.run(repository, "restore", snapshot, "--target", target, *options, cache=cache, accept=accept)

    def __repr__(self):
        return self.name


class OldRestic(Tool):
    """restic 0.14: every failure is exit 1, and restore has no --sparse yet."""

    locked_codes = (1,)
    restores_sparse = False


class Rustic(Tool):
    """rustic: other spellings, no repository locks at all (F37), and snapshots name relative paths as they were given."""

    locks = False
    records_absolute_paths = False

    def arguments(self, arguments):
        verb, *rest = arguments
        if verb == "forget" and "--prune" in rest:
            rest += ["--instant-delete", "--keep-pack", "0s", "--keep-delete", "0s"]
        return [verb, *rest]

    def restore(self, repository, target, cache, sparse=False, snapshot="latest", accept=(0,)):
        options = ["--sparse", "by-content"] if sparse else []
        return self.run(repository, "restore", snapshot, target, *options, cache=cache, accept=accept)


class Holdfast(Tool):
    """Ours. `init` asks for Rabin where restic will write too, so that unchanged data is known without a parent."""

    def init(self, repository, cache):
        return self.run(repository, "init", "--chunker", "rabin", cache=cache)


KINDS = {"restic": Tool, "restic-0.14": OldRestic, "rustic": Rustic, "holdfast": Holdfast}


def reap(process, timeout):
    """Reads both pipes to their end, waits, and returns what the kernel counted for exactly this child."""
    texts = {}

    def drain(name, pipe):
        texts[name] = pipe.read().decode("utf-8", "replace")

    readers = [threading.Thread(target=drain, args=(name, pipe)) for name, pipe in (("out", process.stdout), ("err", process.stderr))]
    watchdog = threading.Timer(timeout, process.kill)
    # A run that is told to stop in the midst does not wait for it.
    watchdog.daemon = True
    watchdog.start()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    _, status, usage = os.wait4(process.pid, 0)
    watchdog.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, texts["out"], texts["err"], usage


def find(name):
    """The tool called `name`, or NAME=COMMAND for a program elsewhere (`holdfast=/path/to/holdfast`)."""
    name, _, command = name.partition("=")
    if name not in KINDS:
        raise SystemExit(f"no tool is called '{name}': expected one of {', '.join(KINDS)}, or NAME=COMMAND")
    if command:
        program = shlex.split(command)
    elif name == "holdfast":
        program = shlex.split(os.environ.get("HOLDFAST", os.fspath(PROJECT / "holdfast")))
    else:
        program = [peer(name)]
    if "/" in program[0] and not os.access(program[0], os.X_OK):
        raise SystemExit(f"{name} is not at {program[0]}: build it, or name the program as {name}=COMMAND")
    return KINDS[name](name, program)


def peer(name):
    script = PROJECT / "tools" / "peers"
    subprocess.run([script, "get", name], check=True, stdout=subprocess.DEVNULL)
    return subprocess.run([script, "path", name], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def matters(one, other, tools, long):
    """Whether a pair is tried: the short form leaves out what only peers do with each other, where Holdfast takes part at all."""
    names = {tool.name for tool in tools}
    return long or "holdfast" not in names or "holdfast" in (one.name, other.name)


def find_all(names):
    return [find(name) for name in names.split(",") if name]
