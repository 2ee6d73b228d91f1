"""PostgreSQL of the project's own tests, asked by its protocol: no client of it has to be installed."""

import os
import platform
import re
import signal
import socket
import struct
import subprocess
import zipfile
from contextlib import contextmanager

from .hostile import shell
from .orders import TABLES, SqlShop, statements
from .servers import free_port, give_away, serving, unprivileged
from .tools import PROJECT, ToolFailed

# As docs/how-to/hooks.md tells its reader.
ROLE = ["create role backup login replication password 'secret'", "grant pg_read_all_settings, pg_checkpoint to backup",
        "grant execute on function pg_backup_start(text, boolean), pg_backup_stop(boolean) to backup"]


def programs(place):
    """The directory of the server's programs, unpacked from what Maven has fetched for the tests."""
    version = re.search(r"<postgresql.version>(.*?)</", (PROJECT / "pom.xml").read_text())[1]
    machine = {"x86_64": ("amd64", "x86_64"), "aarch64": ("arm64v8", "arm_64")}[platform.machine()]
    name = f"embedded-postgres-binaries-linux-{machine[0]}"
    shell('. tools/prerequisites.sh; require_jdk; require_maven; export JAVA_HOME=$jdk; "$maven" -B -ntp -q -N dependency:copy '
          f'-Dartifact=io.zonky.test.postgres:{name}:{version} -DoutputDirectory="$1" >&2', place)
    target = place / "postgresql"
    target.mkdir()
    with zipfile.ZipFile(place / f"{name}-{version}.jar") as jar:
        jar.extract(f"postgres-linux-{machine[1]}.txz", place)
    subprocess.run(["tar", "-xJf", place / f"postgres-linux-{machine[1]}.txz", "-C", target], check=True)
    return target / "bin"


class Connection(SqlShop):
    """One session; an error of the server raises ToolFailed."""

    def __init__(self, port, application="shop"):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        words = ["user", "postgres", "database", "postgres", "application_name", application]
        body = struct.pack("!I", 196608) + b"".join(word.encode() + b"\0" for word in words) + b"\0"
        try:
            self.socket.sendall(struct.pack("!I", len(body) + 4) + body)
            self.input = self.socket.makefile("rb")
            self.answer()
        except BaseException:
            self.socket.close()
            raise

    def answer(self):
        rows, failure = [], None
        while True:
            head = self.input.read(5)
            if len(head) < 5:
                raise OSError(f"PostgreSQL ended the connection: {failure}")
            kind, length = struct.unpack("!cI", head)
            body = self.input.read(length - 4)
            if kind == b"D":
                rows.append(row(body))
            elif kind == b"E":
                failure = body.replace(b"\0", b" ").decode()
            elif kind == b"Z":
                if failure:
                    raise ToolFailed(f"PostgreSQL says: {failure}")
                return rows

    def ask(self, sql):
        body = sql.encode() + b"\0"
        self.socket.sendall(b"Q" + struct.pack("!I", len(body) + 4) + body)
        return self.answer()

    def order(self, customer, number):
        self.ask("; ".join(["begin", *statements(customer, number), "commit"]))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.input.close()
        self.socket.close()


def row(body):
    (count,), at, values = struct.unpack_from("!H", body), 2, []
    for _ in range(count):
        (length,) = struct.unpack_from("!i", body, at)
        values.append(None if length < 0 else body[at + 4:at + 4 + length].decode())
        at += 4 + max(length, 0)
    return values


class Postgresql:
    """A server with its data in a volume, below `data`."""

    name = "postgresql"

    def __init__(self, place):
        self.bin, self.logs = programs(place), place
        self.port = None

    def make(self, volume, *options):
        data = volume / "data"
        data.mkdir(mode=0o700)
        give_away(volume)
        command = [self.bin / "initdb", "--no-sync", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D", data, *options]
        subprocess.run(unprivileged(command), check=True, stdout=subprocess.DEVNULL)

    @contextmanager
    def running(self, volume):
        """Starts the server that customers order at."""
        with self.started(volume / "data", "server") as self.port:
            with self.connect() as shop:
                if not shop.ask("select 1 from pg_tables where tablename = 'orders'"):
                    for statement in TABLES + ROLE:
                        shop.ask(statement)
            yield self

    @contextmanager
    def started(self, data, log, *settings):
        port = free_port()
        command = [self.bin / "postgres", "-D", data, "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                   "-c", "max_wal_size=64MB", "-c", "min_wal_size=32MB", *settings]

        def answers():
            with Connection(port):
                return True

        with serving(unprivileged(command), self.logs / f"postgresql-{log}.log", answers, stop=signal.SIGINT):
            yield port

    @contextmanager
    def copy(self, directory):
        """The orders of a copy that is started, which recovers it."""
        with self.started(directory / "data", "copy", "-c", "fsync=off") as port, Connection(port) as shop:
            yield shop

    def connect(self):
        return Connection(self.port)

    def hooks(self, connection):
        return {"preset": "postgresql", "connection": connection(f"postgresql://backup:secret@127.0.0.1:{self.port}/postgres")}

    def left_open(self):
        with self.connect() as shop:
            return [f"slot {name}" for name, in shop.ask("select slot_name from pg_replication_slots")] + [
                f"session {pid}: {query}" for pid, query in shop.ask("select pid, query from pg_stat_activity where usename = 'backup'")]

    @contextmanager
    def planted(self):
        """A hook that somebody left open."""
        with self.connect() as shop:
            shop.ask("select pg_create_physical_replication_slot('forgotten', true, true)")
            yield

    def stall(self):
        """Makes the hook's next step hang; returns what lets it go on."""
        with self.connect() as shop:
            pid = int(shop.ask("select pid from pg_stat_activity where backend_type = 'checkpointer'")[0][0])
        os.kill(pid, signal.SIGSTOP)
        return lambda: os.kill(pid, signal.SIGCONT)
