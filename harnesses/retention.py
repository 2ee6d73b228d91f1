"""Retention: what a policy keeps of the same points, and why, by Holdfast's plan and by stock restic's forget."""

import os
import re
import subprocess

from .hostile import compiled
from .tools import PROJECT, peer

SUMMARY = "retention keeps what restic's forget keeps, for the same reasons"

MAIN = "io.holdfast.protection.retention.ComparisonMain"


def options(parser):
    parser.add_argument("--policies", type=int, default=None, help="how many random policies (default: 5000 in the long form, else 100)")


def run(arguments, claims, place):
    policies = arguments.policies or (5000 if arguments.long else 100)
    java, classpath = compiled(place, "protection")
    command = [java, f"@{PROJECT}/tools/jvm.options", "-Xmx256m", "-XX:+UseSerialGC", "-cp", classpath, MAIN,
               peer("restic"), os.fspath(place), str(arguments.seed), str(policies), "25" if policies >= 1000 else "8"]
    claims.say(f"{policies} policies, each for all points")
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(ended.stdout[-20_000:])
    claims.check(ended.returncode == 0, f"the comparison came to its end (exit {ended.returncode})")
    result = re.search(r"RESULT policies=(\d+) points=(\d+) plans=(\d+) differences=(\d+)", ended.stdout)
    if not claims.check(result, "the comparison gave a result", ended.stdout[-2000:]):
        return
    compared, points, plans, differences = map(int, result.groups())
    claims.check(compared == policies, f"all policies were compared: {compared} of {policies}")
    claims.check(points >= 100 and plans >= policies, f"each on many points: {points} points, {plans} plans")
    claims.check(differences == 0, f"every point stays, or goes, as with restic, for the same reasons: {differences} of {compared} policies differ")
