"""Repositories on a real S3 server, and a proxy that kills whoever sends the N-th request that changes the store."""

import os
import signal
import subprocess
import threading
from contextlib import contextmanager

from . import proxy, s3
from .deeds import Shelf

CHANGES = ("PUT", "POST", "DELETE")


class Buckets(Shelf):
    """A shelf in a bucket; the server keeps it as a directory, so that repositories are copied like directories."""

    def __init__(self, root, host, port):
        self.root, self.host, self.port = root, host, port

    def address(self, name):
        return self.behind(self.port, name)

    def behind(self, port, name):
        return f"s3:http://{self.host}:{port}/{s3.BUCKET}/{name}"

    def make(self, name):
        """Nothing to do: a prefix is there once something has it."""


@contextmanager
def buckets(place):
    place.mkdir()
    os.environ.update(s3.variables())
    with s3.server("versitygw", place) as (host, port):
        yield Buckets(place / "versitygw-root" / s3.BUCKET, host, port)


class KillingHandler(proxy.Handler):
    """Passes everything on, but kills the victim before or after the chosen request."""

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        chosen = self.command in CHANGES and self.server.count(self.command, self.path) == self.server.at
        if chosen and self.server.when == "before":
            return self.kill()
        status, headers, answer = self.forward(body)
        if chosen:
            return self.kill()
        self.answer(status, headers, answer, len(answer))

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_request

    def kill(self):
        self.server.victim.kill()
        self.hang_up(None)


class KillingProxy(proxy.Server):
    def __init__(self, upstream, when, at):
        super().__init__(("127.0.0.1", 0), KillingHandler)
        self.upstream, self.when, self.at = upstream, when, at
        self.guard, self.changes, self.victim = threading.Lock(), [], None
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def count(self, method, path):
        with self.guard:
            self.changes.append((method, path))
            return len(self.changes)

    def close(self):
        self.shutdown()
        self.thread.join()
        self.server_close()


def attempt(run, deed, trial, when=None, at=0):
    """Runs the deed through a proxy of its own: (exit code, what it printed, the requests that changed something)."""
    shelf = run.history.shelf
    killer = KillingProxy((shelf.host, shelf.port), when, at)
    try:
        words = run.history.words(deed, trial.target)
        address = shelf.behind(killer.server_address[1], trial.name)
        killer.victim = process = run.tool.start(address, *words, cache=trial.cache, cwd=run.history.source)
        code = None
        try:
            out, err = process.communicate(timeout=600)
        except subprocess.TimeoutExpired:
            # As a shell's timeout tells it: neither an end of its own nor the kill that was asked for.
            code = 124
        finally:
            process.kill()
        if code:
            out, err = process.communicate()
        code = code or process.returncode
        return code, f"exit {code}\n{(out + err).decode(errors='replace')[-3000:]}", killer.changes
    finally:
        killer.close()


def requests(run, deeds, spread):
    """Each request of each deed that changes the store, before it is passed on and after it, unanswered."""
    groups = {}
    for deed in deeds:
        with run.trial(deed) as trial:
            code, text, changes = attempt(run, deed, trial)
            run.claims.check(code == 0, f"{deed.name} on S3 ends well when nothing is done to it", text)
        for number, (method, path) in enumerate(changes, 1):
            kind = next((part for part in path.split("?")[0].split("/") if part in ("data", "index", "keys", "locks", "snapshots")), "the root")
            for when in ("before", "after"):
                groups.setdefault((deed.name, method, kind), []).append((deed, when, number, f"{method} in {kind}"))
        run.claims.say(f"s3-calls: {deed.name} sends {len(changes)} that change something")
    points = spread(groups.values(), run.limit("s3-calls", 1 << 30), run.chance)

    def try_one(point):
        deed, when, at, what = point
        with run.trial(deed) as trial:
            code, text, _ = attempt(run, deed, trial, when, at)
            name = f"{deed.name} on S3 killed {when} request {at} ({what})"
            if code not in (0, -signal.SIGKILL):
                run.judge("s3-calls", deed, name, [f"it ended on its own: {text}"])
            else:
                run.judge("s3-calls", deed, name, trial.aftermath(run.tool))

    run.all("s3-calls", try_one, points)
