"""Application: databases under writers, backed up and restored by the packaged program, end to end.

*Cuts*: PostgreSQL, MariaDB, Redis and SQLite, from a btrfs snapshot and live: each point is restored and started, and has every order that
was committed before its cut, none torn; no hook is left open. *Split*: a database whose data and log no snapshot freezes together is
refused. *Kill*: the program is killed in every step of backup and restore. *Server*: so is the server, and in every step of a retention
run, and after and within its decisions. *Sequences*: random deeds, killed or not, and what must hold after each few. *Hang*: a hook that hangs ends by its timeout. *Away*: the store goes away in the midst and comes
back. *Stock*: restic alone restores a volume. Needs root, for btrfs in a file.
"""

import functools
import random

from . import cuts, deciding, killing, removing, sequences, series, tools, troubles
from .engines import Mariadb, Redis, Sqlite
from .postgresql import Postgresql
from .protected import find_programs

SUMMARY = "databases under writers: every cut is whole, at every kill, hang and outage"

# What is killed in each of its steps; the last two by the server alone.
COMMANDS = ("backup", "swap", "in_place", "retention", "decisions")
PARTS = ("cuts", "split", "kill", "server", "sequences", "hang", "away", "stock")
ENGINES = {"postgresql": Postgresql, "mariadb": Mariadb, "redis": Redis, "sqlite": Sqlite}


def options(parser):
    parser.add_argument("--parts", default=",".join(PARTS), help="which parts to run")
    parser.add_argument("--engines", default=",".join(ENGINES), help="which databases are cut, and killed")
    parser.add_argument("--commands", default=",".join(COMMANDS), help="what is killed in each of its steps")
    parser.add_argument("--cuts", type=int, default=None, help="how many of each database and method (default: 15 of PostgreSQL, 10 of the others; else 1)")
    parser.add_argument("--rounds", type=int, default=None, help="how many rounds of random deeds and kills")
    parser.add_argument("--away", type=float, default=None, help="for how many seconds the store goes away (default: 600 in the long form, else 5)")


def made(name, place):
    """A database by its name, with a place for its programs and logs."""
    home = place / f"programs-{name}"
    home.mkdir()
    return ENGINES[name](home)


def run(arguments, claims, place):
    find_programs()
    # The servers run as nobody, below it.
    place.chmod(0o755)
    parts, chance = arguments.parts.split(","), random.Random(f"{arguments.seed}/application")
    engines = functools.cache(lambda name: made(name, place))
    if "cuts" in parts:
        for name in arguments.engines.split(","):
            count = arguments.cuts or (1 if not arguments.long else 15 if name == "postgresql" else 10)
            # In the short form only PostgreSQL is cut both ways.
            methods = cuts.METHODS if arguments.long or name == "postgresql" else [chance.choice(cuts.METHODS)]
            cuts.cuts(engines(name), methods, count, place, claims)
    if "split" in parts:
        cuts.split(engines("postgresql"), place, claims)
    if "kill" in parts:
        killed = ("sqlite", "postgresql") if arguments.long else ("sqlite",)
        for name in (name for name in killed if name in arguments.engines.split(",")):
            killing.kill(engines(name), series.Alone(), place / "kill", claims, arguments, chance)
    if "server" in parts or "sequences" in parts:
        # Its first start builds it, for which nobody waits later.
        tools.find("holdfast").run(place, "server", "--help", cache=place)
    if "server" in parts:
        killing.kill(engines("sqlite"), series.Served(), place / "server", claims, arguments, chance)
        if "retention" in arguments.commands.split(","):
            removing.kill(place / "removals", claims, arguments, chance)
        if "decisions" in arguments.commands.split(","):
            deciding.kill(place / "decisions", claims, arguments, chance)
    if "sequences" in parts:
        sequences.run(engines("sqlite"), place / "sequences", claims, arguments, chance)
    if "hang" in parts:
        troubles.hang(engines("postgresql"), place, claims)
    if "away" in parts:
        away = arguments.away or (600 if arguments.long else 5)
        troubles.away(engines("sqlite"), away, place, claims, arguments.seed)
    if "stock" in parts:
        troubles.stock(place, claims, arguments.seed)
