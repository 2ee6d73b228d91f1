"""Server processes of one run, and the btrfs that their data lies on; none of them outlives the run."""

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager

from .tools import ToolFailed

# Many servers refuse to run as root.
NOBODY = 65534


def is_root():
    return os.geteuid() == 0


def give_away(directory):
    if is_root():
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", directory], check=True)


def unprivileged(command):
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command] if is_root() else command


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def serving(command, log, answers, stop=signal.SIGTERM, environment=None):
    """Starts a server, waits until `answers()` gives what is true, yields its process, and ends it."""
    words = [os.fspath(word) for word in command]
    with open(log, "ab") as out, subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out) as process:
        try:
            await_answer(process, answers, log)
            yield process
        finally:
            process.send_signal(stop)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()


def await_answer(process, answers, log):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if answers():
                return
        except (OSError, ToolFailed):
            pass
        time.sleep(0.05)
    with open(log, errors="replace") as lines:
        raise ToolFailed(f"{process.args[0]} did not begin to answer:\n{''.join(lines.readlines()[-20:])}")


class Btrfs:
    """A btrfs in a loop file, mounted; gone at the end of its block."""

    SHELF = ".holdfast-snapshots"

    def __init__(self, place):
        self.image, self.root = place / "btrfs-image", place / "btrfs"

    def __enter__(self):
        if not is_root():
            raise ToolFailed("a btrfs in a file can be mounted by root only: run this harness as root")
        with open(self.image, "wb") as image:
            image.truncate(4 << 30)
        self.root.mkdir()
        subprocess.run(["mkfs.btrfs", "-q", self.image], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["mount", "-o", "loop", self.image, self.root], check=True)
        return self

    def subvolume(self, name):
        path = self.root / name
        subprocess.run(["btrfs", "subvolume", "create", path], check=True, stdout=subprocess.DEVNULL)
        return path

    def left(self):
        """Snapshots, and marks of snapshots, that somebody left."""
        listed = subprocess.run(["btrfs", "subvolume", "list", "-s", self.root], check=True, stdout=subprocess.PIPE, text=True).stdout
        shelf = self.root / self.SHELF
        return listed.splitlines() + (sorted(map(str, shelf.iterdir())) if shelf.is_dir() else [])

    def __exit__(self, *_):
        subprocess.run(["umount", "-R", self.root], check=True)
