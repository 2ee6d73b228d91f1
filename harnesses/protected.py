"""A machine that Holdfast protects: its state, its repository, its applications, and what must not be left of any run."""

import json
import os
import subprocess
from pathlib import Path

from . import tools

REFUSED = 20


class Machine:
    """State directory, repository and kinds, below one directory; every command is the packaged program's."""

    def __init__(self, place, location=None, user=None, limits=None):
        place.mkdir(exist_ok=True)
        self.place, self.state, self.policy = place, place / "state", None
        self.location = self.for_restic = os.fspath(location or place / "repository")
        self.holdfast, self.restic = tools.find("holdfast"), tools.find("restic")
        self.repository = {"location": self.location, "password": {"file": self.secret(tools.PASSWORD)}}
        if limits:
            self.repository["limits"] = limits
        if user:
            self.repository["credentials"] = {name: self.connection(word) for name, word in zip(("id", "secret"), user)}
            self.for_restic = self.location.replace("://", f"://{':'.join(user)}@")

    def connection(self, address):
        """A connection as a kind names it."""
        return f"file:{self.secret(address)}"

    def secret(self, text):
        """A file that only its owner can read."""
        path = self.place / f"secret-{len(list(self.place.glob('secret-*')))}"
        path.touch(mode=0o600)
        path.write_text(text + "\n")
        return os.fspath(path)

    def apply(self, **applications):
        """Declares applications by their specs, without the reference to the repository."""
        kinds = [("Repository", "main", self.repository)]
        references = {"repositoryRef": {"name": "main"}}
        if self.policy:
            kinds.append(("Policy", "own", self.policy))
            references["policyRef"] = {"name": "own"}
        kinds += [("Application", name, references | spec) for name, spec in applications.items()]
        documents = [json.dumps({"apiVersion": "holdfast.dev/v1alpha1", "kind": kind, "metadata": {"name": name}, "spec": spec}, default=os.fspath)
                     for kind, name, spec in kinds]
        file = self.place / "kinds.yaml"
        file.write_text("\n---\n".join(documents) + "\n")
        self.run("apply", "-f", file, "--init", accept=(0,))

    def command(self, *words):
        return [*words, "--state", self.state]

    def run(self, *words, accept=None, tool=None):
        return (tool or self.holdfast).run(self.location, *self.command(*words), cache=self.place / "cache", accept=accept)

    def start(self, *words):
        return self.holdfast.start(self.location, *self.command(*words), cache=self.place / "cache")

    def backup(self, application, accept=None):
        return self.run("application", "backup", application, accept=accept)

    def points(self, application):
        """The application's restore points, the newest first."""
        listed = self.run("point", "list", application, "--json", accept=(0,)).out
        return [json.loads(line) for line in listed.splitlines()]

    def steps(self, *words):
        """What a command says it would do."""
        return json.loads(self.run(*words, "--dry-run", "--json", accept=(0,)).out)["steps"]

    def restore(self, application, point, accept=(0,), **directories):
        volumes = [word for name, directory in directories.items() for word in ("--volume", f"{name}={directory}")]
        return self.run("point", "restore", application, point, *volumes, accept=accept)

    def ask_restic(self, *words, accept=(0,)):
        return self.restic.run(self.for_restic, *words, cache=self.place / "restic-cache", accept=accept)

    # Complete ones, and the others.
    POINTS = ("--tag", "holdfast-point", "--tag", "holdfast-point-incomplete", "--tag", "holdfast-point-securing")

    def missing(self):
        """What the newest point says of entries that are not in it as they were."""
        manifest = json.loads(self.ask_restic("dump", "--no-lock", *self.POINTS, "latest", "/manifest.json").out)
        return json.dumps(manifest["volumes"])[:3000]

    def snapshots(self):
        """The ids of all snapshots that stock restic lists as restore points."""
        return {entry["id"] for entry in json.loads(self.ask_restic("snapshots", "--json", "--no-lock", *self.POINTS).out)}

    def left_behind(self):
        """Files and processes of runs that are over."""
        runs = self.state / "runs"
        found = [f"files of run {run.name}" for run in runs.iterdir()] if runs.is_dir() else []
        return found + [f"process {pid}: {line}" for pid, line in self.processes()]

    def processes(self):
        """What hooks of this machine started and still runs."""
        mark = f"HOLDFAST_OVERLAY={self.state}/".encode()
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                variables = Path("/proc", pid, "environ").read_bytes().split(b"\0")
                line = Path("/proc", pid, "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue  # it has ended
            if any(variable.startswith(mark) for variable in variables):
                yield pid, line


def find_programs():
    """Puts the programs that presets run (btrfs, mariadb-backup, redis-cli) on PATH; the others are asked for by name."""
    subprocess.run([tools.PROJECT / "tools" / "peers", "get", "restic", "rclone", "databases"], check=True, stdout=subprocess.DEVNULL)
    folders = [os.path.dirname(tools.peer(name)) for name in ("btrfs", "mariadb", "redis")]
    os.environ["PATH"] = os.pathsep.join([*folders, os.environ["PATH"]])
