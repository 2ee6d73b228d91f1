"""MariaDB, Redis and SQLite, each as the database of an application under test: made, started on a copy, ordered from and asked."""

import os
import socket
import sqlite3
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from .orders import TABLES, SqlShop, statements
from .servers import free_port, serving
from .tools import ToolFailed, peer


class MariadbShop(SqlShop):
    """A client of MariaDB that stays: statements go in, and a line that says so comes back."""

    END = "end of the answer"

    def __init__(self, port):
        self.process = subprocess.Popen(
            ["mariadb", "--no-defaults", "--batch", "--skip-column-names", "--unbuffered", "-h", "127.0.0.1", f"-P{port}", "-ushop", "-psecret", "shop"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def ask(self, sql):
        self.process.stdin.write(f"{sql};\nselect '{self.END}';\n")
        self.process.stdin.flush()
        rows = []
        for line in self.process.stdout:
            if line.strip() == self.END:
                return rows
            rows.append(line.rstrip("\n").split("\t"))
        raise ToolFailed(f"MariaDB says: {rows}")

    def order(self, customer, number):
        self.ask(";\n".join(["begin", *statements(customer, number), "commit"]))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=60)


class Mariadb:
    name = "mariadb"
    # As docs/how-to/hooks.md tells its reader.
    USERS = ["create user shop@'127.0.0.1' identified by 'secret'", "grant all on *.* to shop@'127.0.0.1'",
             "create user backup@'127.0.0.1' identified by 'secret'", "grant reload on *.* to backup@'127.0.0.1'",
             "grant process, lock tables, binlog monitor on *.* to backup@'127.0.0.1'"]

    def __init__(self, place):
        self.logs, self.port = place, None
        self.program = Path(peer("mariadb"))
        self.base = self.program.parent.parent / "tree" / "usr"
        self.share = self.base / "share" / "mysql"

    def command(self, data):
        return [self.program, "--no-defaults", "--user=root", f"--basedir={self.base}", f"--lc-messages-dir={self.share}",
                f"--character-sets-dir={self.share}/charsets", f"--datadir={data}", "--innodb-log-file-size=16M", "--innodb-buffer-pool-size=32M"]

    def make(self, volume):
        (volume / "data").mkdir()
        scripts = [(self.share / name).read_text() for name in ("mysql_system_tables.sql", "mysql_system_tables_data.sql")]
        sql = ["create database mysql;\nuse mysql;", *scripts, "flush privileges;", ";\n".join(self.USERS) + ";", "create database shop;"]
        ended = subprocess.run([*self.command(volume / "data"), "--bootstrap"], input="\n".join(sql), stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
        if ended.returncode != 0:
            raise ToolFailed(f"no new MariaDB could be made:\n{ended.stdout[-3000:]}")

    @contextmanager
    def running(self, volume):
        with self.started(volume / "data", "server") as self.port:
            with self.connect() as shop:
                if not shop.ask("show tables like 'orders'"):
                    for statement in TABLES:
                        shop.ask(statement)
            yield self

    @contextmanager
    def started(self, data, log):
        port = free_port()
        # A socket's path must be short.
        with tempfile.TemporaryDirectory(prefix="hf") as short:
            command = [*self.command(data), f"--port={port}", "--bind-address=127.0.0.1", f"--socket={short}/s"]
            with serving(command, self.logs / f"mariadb-{log}.log", lambda: self.answers(port)):
                yield port

    @staticmethod
    def answers(port):
        with MariadbShop(port) as shop:
            return shop.ask("select 1") == [["1"]]

    @contextmanager
    def copy(self, directory):
        with self.started(directory / "data", "copy") as port, MariadbShop(port) as shop:
            yield shop

    def connect(self):
        return MariadbShop(self.port)

    def hooks(self, connection):
        return {"preset": "mariadb", "connection": connection(f"mariadb://backup:secret@127.0.0.1:{self.port}")}

    def left_open(self):
        with self.connect() as shop:
            return [f"session {row}" for row in shop.ask("select id, command, state from information_schema.processlist where user = 'backup'")]

    @contextmanager
    def planted(self):
        with subprocess.Popen(["mariadb", "--no-defaults", "--unbuffered", "-h", "127.0.0.1", f"-P{self.port}", "-ubackup", "-psecret"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            process.stdin.write("backup stage start;\nselect 1;\n")
            process.stdin.flush()
            process.stdout.readline()
            yield


class RedisShop:
    """A connection to Redis. The last hundred orders of each customer are kept, each with a line that must be of the same order."""

    KEPT = 100

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.input = self.socket.makefile("rb")

    def ask(self, *words):
        parts = [f"${len(word.encode())}\r\n{word}\r\n" for word in map(str, words)]
        self.socket.sendall(f"*{len(parts)}\r\n{''.join(parts)}".encode())
        return self.answer()

    def answer(self):
        line = self.input.readline().decode().strip()
        if not line or line.startswith("-"):
            raise ToolFailed(f"Redis says: {line or 'nothing'}")
        if line[0] == "$":
            return None if line == "$-1" else self.input.read(int(line[1:]) + 2)[:-2].decode()
        return [self.answer() for _ in range(int(line[1:]))] if line[0] == "*" else line[1:]

    def last(self, customer):
        return int(self.ask("get", f"order:{customer}") or 0)

    def order(self, customer, number):
        self.ask("multi")
        self.ask("set", f"order:{customer}", number)
        self.ask("set", f"item:{customer}:{number % self.KEPT}", f"{number} {'x' * 300}")
        self.ask("set", f"items:{customer}", number)
        self.ask("exec")

    def faults(self, acknowledged):
        found = []
        for customer, count in enumerate(acknowledged):
            last, items = self.last(customer), self.ask("get", f"items:{customer}")
            if last < count:
                found.append(f"customer {customer}: order {count} was committed before the cut, and the last in the copy is {last}")
            if items != str(last):
                found.append(f"customer {customer}: the last order is {last}, and the items are of {items}")
            for number in range(max(1, last - self.KEPT + 1), last + 1):
                if self.ask("get", f"item:{customer}:{number % self.KEPT}") != f"{number} {'x' * 300}":
                    found.append(f"order {number} of customer {customer} is torn")
        return found

    def tear(self):
        self.ask("set", "item:1:7", "7")

    def lose(self):
        last = self.last(2)
        self.ask("set", "order:2", last - 1)
        self.ask("set", "items:2", last - 1)
        self.ask("set", f"item:2:{last % self.KEPT}", f"{last - self.KEPT} {'x' * 300}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.input.close()
        self.socket.close()


class Redis:
    name = "redis"

    def __init__(self, place):
        self.logs, self.port, self.program = place, None, peer("redis")

    def make(self, volume):
        (volume / "data").mkdir()

    @contextmanager
    def running(self, volume):
        with self.started(volume / "data", "server") as self.port:
            with self.connect() as shop:
                # As docs/how-to/hooks.md tells its reader.
                shop.ask("acl", "setuser", "backup", "on", ">secret", "+info", "+bgsave", "+config|get", "+client|pause", "+client|unpause")
            yield self

    @contextmanager
    def started(self, data, log):
        port = free_port()

        def answers():
            with RedisShop(port) as shop:
                return shop.ask("ping") == "PONG"

        command = [self.program, "--port", str(port), "--bind", "127.0.0.1", "--dir", data, "--appendonly", "yes"]
        with serving(command, self.logs / f"redis-{log}.log", answers):
            yield port

    @contextmanager
    def copy(self, directory):
        with self.started(directory / "data", "copy") as port, RedisShop(port) as shop:
            yield shop

    def connect(self):
        return RedisShop(self.port)

    def hooks(self, connection):
        return {"preset": "redis", "connection": connection(f"redis://backup:secret@127.0.0.1:{self.port}")}

    def left_open(self):
        with self.connect() as shop:
            return [f"session {line}" for line in shop.ask("client", "list").splitlines() if " user=backup " in line]

    @contextmanager
    def planted(self):
        with self.connect() as shop:
            shop.ask("auth", "backup", "secret")
            yield


class SqliteShop(SqlShop):
    def __init__(self, file):
        self.connection = sqlite3.connect(file, timeout=60, isolation_level=None)

    def ask(self, sql):
        return [[None if value is None else str(value) for value in row] for row in self.connection.execute(sql)]

    def order(self, customer, number):
        self.ask("begin immediate")
        for statement in statements(customer, number):
            self.ask(statement)
        self.ask("commit")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()


class Sqlite:
    name = "sqlite"

    def __init__(self, place):
        self.file = None

    def make(self, volume):
        with SqliteShop(volume / "shop.db") as shop:
            shop.ask("pragma journal_mode = wal")
            for statement in TABLES:
                shop.ask(statement)

    @contextmanager
    def running(self, volume):
        self.file = volume / "shop.db"
        yield self

    @contextmanager
    def copy(self, directory):
        with SqliteShop(directory / "shop.db") as shop:
            if shop.ask("pragma integrity_check") != [["ok"]]:
                raise ToolFailed("the copy of the SQLite database is damaged")
            yield shop

    def connect(self):
        return SqliteShop(self.file)

    def hooks(self, connection):
        return {"preset": "sqlite", "databases": ["shop.db"]}

    def left_open(self):
        """Processes other than this one that have the database open."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                opened = {os.readlink(f"/proc/{pid}/fd/{number}") for number in os.listdir(f"/proc/{pid}/fd")}
            except OSError:
                continue  # it has ended
            if int(pid) != os.getpid() and os.fspath(self.file) in opened:
                found.append(f"process {pid} has {self.file} open")
        return found

    @contextmanager
    def planted(self):
        # Never opened here: when it is closed, this process loses every lock that its customers hold on it, and whoever comes next
        # deletes the log below them ("How To Corrupt An SQLite Database File", 2.2).
        with subprocess.Popen(["sh", "-c", 'exec sleep 600 <"$0"', self.file]) as process:
            deadline = time.monotonic() + 10
            while not self.left_open() and time.monotonic() < deadline:
                time.sleep(0.01)
            yield
            process.kill()
