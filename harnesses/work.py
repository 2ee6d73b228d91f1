"""The one temporary directory of a run, removed at its end whatever modes the trees inside carry."""

import os
import shutil
import signal
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def workplace(name, keep=False):
    """A private directory below TMPDIR; `keep` leaves it for a look at a failure."""
    place = Path(tempfile.mkdtemp(prefix=f"holdfast-{name}-"))
    # A run that is told to stop must still clean up, so SIGTERM unwinds like an exception.
    earlier = signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    try:
        yield place
    finally:
        signal.signal(signal.SIGTERM, earlier)
        if keep:
            print(f"kept: {place}")
        else:
            remove(place)


def put_aside(tree, aside):
    """Gives back the room of a tree but not its inodes, until the run ends and removes `aside`.

    For minutes after a deletion, ext4 looks at each deleted inode again before it makes a file (recently_deleted in
    fs/ext4/ialloc.c): what makes many files then takes three times as long, whoever it is."""
    if not tree.exists():
        return
    aside.mkdir(exist_ok=True)
    target = aside / str(len(os.listdir(aside)))
    os.rename(tree, target)
    for folder, _, names in os.walk(target):
        for name in names:
            inner = os.path.join(folder, name)
            if stat.S_ISREG(os.lstat(inner).st_mode):
                os.truncate(inner, 0)


def remove(place):
    """Deletes a tree that may hold directories without permissions (only root walks those)."""
    place = os.fsencode(place)
    if not os.path.lexists(place):
        return
    if os.geteuid() != 0:
        for folder, names, _ in os.walk(place):
            for name in names:
                inner = os.path.join(folder, name)
                if stat.S_ISDIR(os.lstat(inner).st_mode):
                    os.chmod(inner, 0o700)
    shutil.rmtree(place)
