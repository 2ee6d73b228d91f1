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
