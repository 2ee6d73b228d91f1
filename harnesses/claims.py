"""Claims: what a run shows, counted, printed as it goes, and summed up in the exit code."""

import sys
import threading
import time


class Claims:
    """The claims of one run; `held` counts those shown, `failed` keeps the others word for word."""

    def __init__(self, verbose=False):
        self.held = 0
        self.failed = []
        self.exempted = {}
        self.verbose = verbose
        self.started = time.monotonic()
        self.guard = threading.Lock()

    def check(self, true, claim, detail=""):
        """Records one claim; a failed one is printed at once, because a long run may be watched. For any thread."""
        with self.guard:
            self.record(true, claim, detail)
        return bool(true)

    def record(self, true, claim, detail):
        if true:
            self.held += 1
            if self.verbose:
                print(f"  held: {claim}", flush=True)
        else:
            self.failed.append(claim)
            print(f"  FAILED: {claim}" + (f"\n    {detail.strip()}".replace("\n", "\n    ") if detail else ""), flush=True)

    def exempt(self, what, reason):
        """Records a difference that the peer, not Holdfast, is known for; all are listed at the end."""
        self.exempted.setdefault(reason, []).append(what)

    def say(self, text):
        print(f"[{time.monotonic() - self.started:7.1f}s] {text}", flush=True)

    def finish(self):
        """Prints the sum and returns the exit code."""
        for reason, whats in sorted(self.exempted.items()):
            print(f"exempted {len(whats)}x: {reason} (first: {whats[0]})")
        total = self.held + len(self.failed)
        print(f"{self.held} of {total} claims held in {time.monotonic() - self.started:.0f} s")
        for claim in self.failed[:40]:
            print(f"  failed: {claim}")
        if total == 0:
            print("no claim was tried: that is a failure too", file=sys.stderr)
        return 1 if self.failed or total == 0 else 0
