"""Hostile input: mutated structures through every decoder, in a JVM of 256 MB, with the branches counted that they reach."""

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree

from .tools import PROJECT, ToolFailed

SUMMARY = "no decrypted structure makes a decoder crash, hang or take too much memory"

ENGINE = "io/holdfast/repository/"
JACOCO = "0.8.15"
CORPUS = PROJECT / "repository/src/test/resources/io/holdfast/repository/hostile/corpus"

# What decodes, by class; None stands for all of the class, else the methods that read (the others write).
DECODERS = {
    "codec/GoJsonReader": None,
    "codec/JsonText": None,
    "codec/GoText": {"withoutLoneSurrogates", "runeOf"},
    "codec/GoQuote": {"unquote", "unquoteEscaped", "unquoteOne", "number"},
    "codec/GoTime": {"parse", "offsetSeconds", "epochDay", "daysIn", "number"},
    "codec/Decompressor": None,
    "codec/FileWrapping": {"unwrap"},
    "tree/TreeReader": None,
    "tree/NodeReader": None,
    "snapshot/SnapshotCodec": {"decode", "snapshotId"},
    "snapshot/SummaryCodec": {"decode"},
    "snapshot/CompletenessCodec": {"decode", "listed", "entry"},
    "config/ConfigCodec": {"decode", "polynomial", "chunker"},
    "config/Config": {"<init>"},
    "config/ChunkerChoice": {"<init>"},
    "config/ChunkerSecret": {"<init>"},
    "lock/LockCodec": {"decode"},
    "crypto/KeyFile": {"decode", "readFields", "text", "number", "unlock", "open"},
    "crypto/MasterKey": {"decode", "readMac", "readPart", "skip", "expect", "hasZeroPart", "isZero"},
    "crypto/ScryptParameters": {"objection"},
    "index/IndexReader": None,
    "index/PackBlobs": {"append", "grow", "arrange"},
    "pack/PackHeader": {"decode", "read", "firstRead", "sealedLength"},
    "blob/BlobCodec": {"view", "viewAny", "decode"},
}


def options(parser):
    parser.add_argument("--inputs", type=int, default=None, help="how many inputs (default: 10 million in the long form)")
    parser.add_argument("--seconds", type=int, default=None, help="when to stop before that (default: 60 in the short form)")


def run(arguments, claims, place):
    inputs = arguments.inputs or 10_000_000
    seconds = arguments.seconds or (24 * 3600 if arguments.long or arguments.inputs else 60)
    java, classpath = compiled(place, "repository")
    agent, reporter = jacoco(place)
    executed = place / "executed"
    command = [java, f"@{PROJECT}/tools/jvm.options", "-Xmx256m", "-XX:+UseSerialGC",
               f"-javaagent:{agent}=destfile={executed},includes=io.holdfast.repository.*", "-cp", classpath,
               "io.holdfast.repository.hostile.FuzzerMain", str(arguments.seed), str(inputs), str(seconds), os.fspath(CORPUS)]
    claims.say(f"up to {inputs} inputs, at most {seconds} s")
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds + 600)
    print(ended.stdout[-20_000:])
    judge(ended, arguments, inputs, claims)
    if executed.exists():
        coverage(java, reporter, executed, place, claims)


def judge(ended, arguments, inputs, claims):
    claims.check(ended.returncode == 0, f"no decoder crashes, hangs or takes too much (exit {ended.returncode}); inputs of failures are in {CORPUS.relative_to(PROJECT)}")
    result = re.search(r"RESULT inputs=(\d+) first=(\d+) accepted=(\d+) failures=(\d+)", ended.stdout)
    if not claims.check(result, "the run came to its end", ended.stdout[-2000:]):
        return
    tried, first, accepted, _ = map(int, result.groups())
    claims.check(not arguments.long or tried >= inputs, f"all inputs were tried: {tried}")
    claims.check(first >= 0.3 * tried, f"at least 30 % pass the first check: {100 * first / tried:.1f} %; {100 * accepted / tried:.1f} % are accepted as a whole")


def compiled(place, module):
    """Java and the class path of a module's tests, compiled now."""
    classpath = place / "classpath"
    script = ('. tools/prerequisites.sh; require_jdk; require_maven; export JAVA_HOME=$jdk; '
              f'"$maven" -B -ntp -q -pl {module} -am test-compile dependency:build-classpath -Dmdep.outputFile="$1" >&2; echo "$jdk/bin/java"')
    java = shell(script, classpath).strip()
    target = PROJECT / module / "target"
    return java, f"{target}/test-classes:{target}/classes:{classpath.read_text().strip()}"


def jacoco(place):
    """JaCoCo's agent and its reporter, fetched by Maven."""
    script = ('. tools/prerequisites.sh; require_jdk; require_maven; export JAVA_HOME=$jdk; for artifact in agent:{0}:jar:runtime cli:{0}:jar:nodeps; do '
              '"$maven" -B -ntp -q -N dependency:copy -Dartifact="org.jacoco:org.jacoco.$artifact" -DoutputDirectory="$1" >&2; done').format(JACOCO)
    shell(script, place)
    return place / f"org.jacoco.agent-{JACOCO}-runtime.jar", place / f"org.jacoco.cli-{JACOCO}-nodeps.jar"


def shell(script, argument):
    done = subprocess.run(["bash", "-euc", script, "harness", os.fspath(argument)], cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise ToolFailed(f"could not be prepared:\n{done.stderr[-3000:]}")
    return done.stdout


def coverage(java, reporter, executed, place, claims):
    report = place / "report.xml"
    subprocess.run([java, "-jar", reporter, "report", executed, "--classfiles", PROJECT / "repository/target/classes", "--xml", report],
                   check=True, stdout=subprocess.DEVNULL)
    covered, all_branches, missing = 0, 0, []
    found = set()
    for cls in ElementTree.parse(report).getroot().iter("class"):
        name = cls.get("name").removeprefix(ENGINE)
        if name not in DECODERS:
            continue
        found.add(name)
        for method in cls.iter("method"):
            if DECODERS[name] is None or method.get("name") in DECODERS[name]:
                hit, lost = branches(method)
                covered, all_branches = covered + hit, all_branches + hit + lost
                if lost:
                    missing.append(f"{name}.{method.get('name')} line {method.get('line')}: {lost} of {hit + lost}")
    for line in missing:
        print(f"  not reached: {line}")
    claims.check(found == set(DECODERS), "every decoder is counted", str(set(DECODERS) - found))
    share = 100 * covered / max(1, all_branches)
    claims.check(share >= 90, f"at least 90 % of decoder branches are reached: {covered} of {all_branches}, {share:.1f} %")
    claims.say(f"decoder branches reached: {covered} of {all_branches}, {share:.1f} %")


def branches(method):
    for counter in method.iter("counter"):
        if counter.get("type") == "BRANCH":
            return int(counter.get("covered")), int(counter.get("missed"))
    return 0, 0
