"""What a profile's parts are called: which stage a stack belongs to, whose a thread is, whose a piece of memory."""

import re

ENGINE, S3, COMMAND = "io.holdfast.repository", "io.holdfast.repository.s3", "io.holdfast.cli"

# The stage of a stack is that of its topmost frame which stands here: as class and method, as class, or as package
# (or one of those above it), with ENGINE before it. What serves several stages, such as the one class that calls
# the kernel, stands under None: then the frame below it decides.
STAGES = {
    "other file system calls": ["file", "select", "backup.Walk", "backup.SourceScan", "backup.EntryMetadata"],
    "reading files": ["file.OpenFile#read", "backup.ContentReader", "backup.ReadBuffers"],
    "writing files": ["file.OpenFile#write", "file.OpenFile#truncate", "restore.Draft"],
    "chunking": ["chunk"],
    "SHA-256 of blobs": ["id"],
    "SHA-256 of packs": ["blob.OpenPack#finish", "check.PackVerifier#hash"],
    "compressing": ["codec.Compressor"],
    "decompressing": ["codec.Decompressor"],
    "sealing (AES, Poly1305)": ["crypto.AuthenticatedCipher#seal"],
    "opening (AES, Poly1305)": ["crypto.AuthenticatedCipher#open"],
    "comparing, copying blobs": ["blob.BlobCodec"],
    "packs, index, trees": ["blob", "pack", "index", "tree", "snapshot", "config", "object", "codec"],
    "store": ["store", "lock"],
    "password (scrypt)": ["crypto.Scrypt", "crypto.KeyFile", "key"],
    "plan, hand-over": ["backup", "restore", "check", "compose", "diff", "dump", "find", "forget", "list", "prune", "stats", "task", ""],
    None: ["file.LibC", "file.Scratch", "file.Descriptor", "crypto"],
}

COMMAND_LINE = "command line"
LINKING = "classes, linking"
PROFILER = "profiler"
OTHER_JAVA = "other Java"

# Frames of other code, by how their names begin; these count from the top, too. Whatever the program was about to do
# when a class had to be loaded, a call site linked, or a provider looked up, is not what took the time.
FOREIGN = {
    LINKING: ("jdk.internal.loader.", "java.lang.ClassLoader", "java.lang.Class#forName", "java.util.ServiceLoader",
              "java.lang.invoke.MethodHandleNatives", "java.lang.invoke.MethodHandles$Lookup", "java.lang.invoke.LambdaMetafactory",
              "java.lang.invoke.InvokerBytecodeGenerator", "java.lang.invoke.MethodHandle#customize",
              "jdk.internal.foreign.abi.AbstractLinker", "jdk.internal.foreign.abi.BindingSpecializer",
              "jdk.internal.reflect.MethodHandleAccessorFactory", "java.security.Provider", "sun.security.jca."),
    COMMAND_LINE: ("picocli.", COMMAND + "."),
    "store": (S3 + ".", "software.amazon.awssdk."),
    PROFILER: ("jdk.jfr.",),
}

# Threads that run no Java, by how their names begin; samples show none of them but the last.
JIT, COLLECTOR, START, OTHER_JVM = "JIT compilers", "collector, VM operations", "JVM start", "other JVM threads"
THREADS = {
    JIT: ("C1 Compiler", "C2 Compiler", "Training replay"),
    COLLECTOR: ("VM Thread", "GC Thread", "G1 "),
    START: ("launcher",),
    OTHER_JVM: ("VM Periodic", "Signal Dispatch", "Service Thread", "Monitor Deflati", "Notification Th", "Attach Listener"),
    PROFILER: ("JFR ",),
}

# What the JVM calls the owners of its mappings (jcmd System.map).
HEAP, ARCHIVE, CLASSES, CODE, STACKS = "Java heap", "AOT cache", "classes (metaspace)", "compiled code", "thread stacks"
COLLECTOR_MEMORY, OTHER_JVM_MEMORY, PROGRAM_FILES = "collector's tables", "other of the JVM", "libraries and jars"
MAPPINGS = {
    HEAP: ("JAVAHEAP",),
    ARCHIVE: ("CDS",),
    CLASSES: ("META", "CLASS"),
    CODE: ("CODE",),
    STACKS: ("STACK",),
    COLLECTOR_MEMORY: ("GC", "CARDTBL"),
}


def stage_of(frames):
    """The stage of a stack of `class#method` from the top down."""
    for frame in frames:
        stage = foreign_stage(frame) or own_stage(frame)
        if stage:
            return stage
    return OTHER_JAVA


def foreign_stage(frame):
    if frame.endswith("#<clinit>"):
        return LINKING
    return next((stage for stage, starts in FOREIGN.items() if frame.startswith(starts)), None)


def own_stage(frame):
    if not frame.startswith(ENGINE + "."):
        return None
    name, _, method = frame.removeprefix(ENGINE + ".").partition("#")
    # A lambda counts as the method that it stands in, a nested class as the one around it.
    method = re.sub(r"^lambda\$(.*)\$\d+$", r"\1", method)
    name = re.split(r"[$/]", name)[0]
    for place in (f"{name}#{method}", name, *packages(name)):
        if place in PLACES:
            return PLACES[place]
    return None


def packages(name):
    """`store`, then the root, for `store.Ticker`."""
    parts = name.split(".")[:-1]
    return [".".join(parts[:length]) for length in range(len(parts), -1, -1)]


def beginning(name, table, fallback):
    """The row of a table whose names begin like `name`."""
    return next((row for row, starts in table.items() if name.startswith(starts)), fallback)


PLACES = {place: stage for stage, places in STAGES.items() for place in places}
