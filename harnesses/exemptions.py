"""What a peer itself lacks: differences that are the peer's, listed with their reason and never granted to Holdfast."""

from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class Exemption:
    """A difference is exempt when `peer` wrote the snapshot or restored it (as `role` says) and `covers` it."""

    peer: str  # "*": the format itself lacks it
    role: str  # "writes", "restores", or "either"
    covers: Callable
    reason: str


def not_utf8(value):
    try:
        value.decode()
    except (UnicodeDecodeError, AttributeError):
        return isinstance(value, bytes)
    return False


def link_attribute_on_target(difference):
    """0.14 sets a symlink's attributes through the link, so they land on the file it points to."""
    return (difference.aspect == "attributes" and difference.kind == "file" and isinstance(difference.found, dict)
            and {name: value for name, value in difference.found.items() if name != "trusted.link"} == difference.expected)


EXEMPTIONS = [
    Exemption("*", "either", lambda d: d.aspect == "hard links" and d.kind == "fifo",
              "the format gives a fifo no `links` (F24), so nothing says that two names are one"),
    Exemption("restic", "restores", lambda d: d.aspect == "hard links" and d.kind == "symlink", "restores hard links of regular files only"),
    Exemption("restic-0.14", "restores", lambda d: d.aspect == "hard links" and d.kind == "symlink", "restores hard links of regular files only"),
    Exemption("restic-0.14", "either", lambda d: d.aspect == "target" and not_utf8(d.expected), "has no linktarget_raw"),
    Exemption("restic-0.14", "either", lambda d: d.aspect == "attributes" and d.kind == "symlink", "does not archive or restore attributes of symlinks"),
    Exemption("rustic", "restores", lambda d: d.aspect == "hard links" and d.kind == "symlink", "restores hard links of regular files only"),
    Exemption("rustic", "restores", lambda d: d.aspect == "mode" and d.expected == oct(0),
              "leaves alone a mode that the format omits, and it omits one of 0"),
    Exemption("rustic", "writes", lambda d: d.aspect == "mtime" and d.path == b".", "archives no times of the directory that it is told to back up"),
    Exemption("restic-0.14", "restores", link_attribute_on_target, "sets the attributes of a symlink on its target"),
]


def exemption(difference, writer, reader):
    """The reason why this difference is not held against the pair, or None."""
    for entry in EXEMPTIONS:
        roles = {"writes": [writer], "restores": [reader], "either": [writer, reader]}[entry.role]
        if (entry.peer == "*" or entry.peer in roles) and entry.covers(difference):
            return f"{entry.peer} ({entry.role}): {entry.reason}"
    return None


def judged(differences, writer, reader, claims):
    """Those that are held against the pair, as text; the others are listed with their reasons."""
    held = []
    for difference in differences:
        reason = exemption(difference, writer, reader)
        if reason:
            claims.exempt(str(difference), reason)
        else:
            held.append(str(difference))
    return held
