"""The entry: finds the harness by its name, prints the seed, gives it a work place, turns its claims into an exit code."""

import argparse
import importlib
import random
import subprocess
import sys

from .claims import Claims
from .tools import ToolFailed
from .work import workplace

NAMES = ["interop", "damage", "kill", "disk", "bench", "faults", "hostile", "retention", "terminal", "remote", "application",
         "selftest"]


def main(words):
    modules = {name: importlib.import_module(f"harnesses.{name}") for name in NAMES}
    parser = argparse.ArgumentParser(prog="./harness", description="Long proofs, each with a short form.")
    verbs = parser.add_subparsers(dest="name", required=True)
    for name, module in modules.items():
        verb = verbs.add_parser(name, help=module.SUMMARY, description=module.__doc__)
        verb.add_argument("--long", action="store_true", help="the full form; without it a sample that suits a build")
        verb.add_argument("--short", action="store_true", help="the sample (default)")
        verb.add_argument("--seed", type=int, default=None, help="repeat a run (default: a new one, printed)")
        verb.add_argument("--keep", action="store_true", help="leave the temporary directory")
        verb.add_argument("--verbose", action="store_true", help="also print the claims that hold")
        module.options(verb)
    arguments = parser.parse_args(words)
    if arguments.seed is None:
        arguments.seed = random.SystemRandom().randrange(1 << 31)
    claims = Claims(arguments.verbose)
    print(f"{arguments.name} {'long' if arguments.long else 'short'}: seed {arguments.seed}", flush=True)
    with workplace(arguments.name, arguments.keep) as place:
        try:
            modules[arguments.name].run(arguments, claims, place)
        except (ToolFailed, subprocess.CalledProcessError) as failure:
            claims.check(False, "a step that every claim needs", str(failure))
        except KeyboardInterrupt:
            print("interrupted: nothing is shown by this run", file=sys.stderr)
            return 130
    code = claims.finish()
    print(f"{arguments.name}: {'ok' if code == 0 else 'FAILED'} (repeat with --seed {arguments.seed})")
    return code
