"""Every command on a repository that is behind a real server: rest: by rclone, s3: by versitygw."""

import json
import os
import socket
import subprocess
import time
from contextlib import contextmanager

from . import compare, s3, tools

SUMMARY = "every command works on rest: and s3:, and says what is wrong there"


def options(parser):
    parser.description = __doc__


@contextmanager
def rest(place):
    """An empty directory behind restic's REST protocol, for one user."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    (place / "served").mkdir()
    command = [tools.peer("rclone"), "serve", "restic", "--addr", f"127.0.0.1:{port}", "--user", "somebody", "--pass", "pass",
               "--cache-objects=false", place / "served"]
    variables = {"PATH": os.environ["PATH"], "HOME": os.fspath(place), "RCLONE_CONFIG": os.fspath(place / "none")}
    with subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            s3.await_answer(process, port)
            yield port
        finally:
            process.terminate()


class Commands:
    """Runs commands one after the other on one repository, each of which is a claim."""

    def __init__(self, kind, repository, place, claims):
        self.kind, self.repository, self.place, self.claims = kind, repository, place, claims
        self.holdfast = tools.find("holdfast")

    def claim(self, *arguments, code=0, says="", repository=None, **more):
        result = self.holdfast.run(repository or self.repository, *arguments, cache=self.place / "cache", cwd=self.place, accept=None, **more)
        text = result.out + result.err
        self.claims.check(result.code == code and says in text, f"{self.kind}: {' '.join(map(str, arguments))} ends with {code} {says}", result.text)
        return result.out


def run(arguments, claims, place):
    source = place / "documents"
    source.mkdir()
    for number in range(40):
        (source / f"note {number}").write_bytes(os.urandom(5_000))
    (source / "large").write_bytes(os.urandom(6 << 20))
    os.environ.update(s3.variables())
    with rest(place) as port:
        commands(Commands("rest", f"rest:http://somebody:pass@127.0.0.1:{port}/inner/", place, claims))
        refusals(Commands("rest", f"rest:http://somebody:wrong@127.0.0.1:{port}/inner/", place, claims), "check user and password")
    (place / "s3").mkdir()
    with s3.server("versitygw", place / "s3") as (host, port):
        # Another bucket than the one that the server has: init makes it.
        commands(Commands("s3", f"s3:http://{host}:{port}/fresh/inner", place, claims))
        os.environ["AWS_SECRET_ACCESS_KEY"] = "wrong"
        refusals(Commands("s3", f"s3:http://{host}:{port}/fresh/inner", place, claims), "check the keys")
        os.environ["AWS_SECRET_ACCESS_KEY"] = s3.SECRET
        documents(place, claims, f"http://{host}:{port}")
    nobody(Commands("rest", f"rest:http://127.0.0.1:{closed_port()}/", place, claims))


def commands(run):
    place = run.place
    run.claim("snapshots", code=tools.NO_REPOSITORY, says="holdfast init")
    run.claim("init", says="created repository")
    run.claim("init", code=1, says="already, and it stays as it is")
    run.claim("backup", "documents", "--time", "2026-01-01 10:00:00", says="saved")
    (place / "documents" / "note 0").write_bytes(os.urandom(7_000))
    run.claim("backup", "documents", "--limit-upload", "50000", says="1 changed")
    run.claim("backup", "documents", "--dry-run", says="nothing was stored")
    first, last = [snapshot["id"] for snapshot in json.loads(run.claim("snapshots", "--json"))]
    run.claim("ls", "latest", says="note 39")
    run.claim("find", "large", says="/documents/large")
    run.claim("diff", first, last, says="note 0")
    run.claim("stats", "--mode", "raw-data", says="Snapshots:  2")
    run.claim("dump", "latest", "/documents", "--target", place / f"{run.kind}.tar")
    target = place / f"restored from {run.kind}"
    run.claim("restore", "latest", "--target", target, "--verify", says="restored 41 files")
    differences = compare.compare(place / "documents", target / "documents")
    run.claims.check(not differences, f"{run.kind}: what was restored is what was backed up", "\n".join(map(str, differences[:5])))
    run.claim("check", "--read-data", says="no damage")
    run.claim("cat", "config", says="version")
    run.claim("list", "packs")
    run.claim("key", "list", says="*")
    (place / "other").write_text("another\n")
    run.claim("key", "add", "--new-password-file", place / "other", says="added key")
    run.claim("snapshots", password="another", says="2 snapshots")
    run.claim("snapshots", password="neither", code=tools.WRONG_PASSWORD, says="takes this password")
    run.claim("forget", "--keep-last", "1", "--prune", "--dry-run", says="would be freed")
    run.claim("forget", "--keep-last", "1", "--prune", says="1 snapshot removed")
    run.claim("check", "--read-data", says="no damage")
    run.claim("snapshots", "--no-cache", says="1 snapshot")
    run.claim("unlock", says="no lock")
    run.claim("doctor", says="agrees with the store's")
    restic = tools.find("restic")
    read = restic.run(run.repository, "check", "--read-data", cache=place / "restic", accept=None)
    run.claims.check(read.code == 0, f"{run.kind}: restic finds it sound", read.text)


def refusals(run, advice):
    begin = time.monotonic()
    run.claim("snapshots", code=1, says=advice)
    took = time.monotonic() - begin
    run.claims.check(took < 20, f"{run.kind}: a wrong credential is told at once, not after repeating", f"{took:.1f} s")


def documents(place, claims, server):
    """The commands of documents that need a server or restic: blocks that say so behind the word console."""
    for name in ("s3.md", "restore.md", "check.md"):
        text = (tools.PROJECT / "docs" / "how-to" / name).read_text()
        for shown, meant in (("https://s3.example.org", server), ("your-key", s3.KEY), ("your-secret", s3.SECRET)):
            text = text.replace(shown, meant)
        copy = place / name
        copy.write_text(text.replace("```console with s3", "```console").replace("```console with restic", "```console"))
        path = os.path.dirname(tools.peer("restic")) + os.pathsep + os.environ["PATH"]
        ended = subprocess.run([tools.PROJECT / "tools" / "test" / "documents", copy], env=os.environ | {"PATH": path},
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        claims.check(ended.returncode == 0, f"every command of {name} does what the page says", ended.stdout)


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def nobody(run):
    """What a person sees who mistook the port: the repetitions are announced, and Ctrl-C works meanwhile."""
    process = run.holdfast.start(run.repository, "snapshots", cache=run.place / "cache")
    said = process.stderr.readline().decode()
    run.claims.check("127.0.0.1" in said and "follows in" in said, "a server that is not there is named, with when it is tried again", said)
    process.terminate()
    code = process.wait(timeout=30)
    run.claims.check(code == 130, "and waiting for it can be ended", f"exit {code}")
