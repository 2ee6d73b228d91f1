"""A person at a terminal: passwords that are not shown, a bar that fits the window, Ctrl-C, a hangup."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

from . import tools

SUMMARY = "prompts, progress and signals do what a person at a terminal expects"

PASSWORD = "geheim"
CTRL_C = b"\x03"
WIPE = b"\r\x1b[K"


def options(parser):
    parser.description = __doc__


class Session:
    """A program whose three standard streams are a terminal of `columns` columns."""

    def __init__(self, command, cwd, environment, columns=80):
        self.printed = b""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(cwd)
            os.execve(command[0], command, environment)
        self.resize(columns)

    def resize(self, columns):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def until(self, wanted, seconds=60):
        """Waits until something that fits has been printed; the text up to its end, or all there was."""
        deadline = time.monotonic() + seconds
        while not (found := re.search(wanted, self.printed)):
            if not self.more(deadline - time.monotonic()):
                break
        end = found.end() if found else len(self.printed)
        text, self.printed = self.printed[:end], self.printed[end:]
        return text

    def more(self, seconds):
        if seconds <= 0 or not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            block = os.read(self.terminal, 65536)
        except OSError:  # how Linux says that nobody has the other end open any more
            return False
        self.printed += block
        return bool(block)

    def type(self, text):
        os.write(self.terminal, text)

    def echoes(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)

    def end(self, seconds=60):
        """Everything else that is printed, the exit code, and how long both took."""
        begin = time.monotonic()
        while self.more(begin + seconds - time.monotonic()):
            pass
        took = time.monotonic() - begin
        if took >= seconds:
            os.kill(self.process, signal.SIGKILL)
        _, status = os.waitpid(self.process, 0)
        os.close(self.terminal)
        return self.printed, os.waitstatus_to_exitcode(status), took


class Person:
    """Starts the program in one directory with one repository, and knows its password."""

    def __init__(self, place):
        self.place = place
        self.program = tools.find("holdfast").program
        self.repository = place / "repository"
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("RESTIC_", "HOLDFAST_", "COLUMNS"))}
        self.environment = kept | {"HOLDFAST_REPOSITORY": "repository", "HOLDFAST_CACHE_DIR": "cache", "TZ": "UTC"}

    def starts(self, *arguments, password=None, columns=80):
        given = {} if password is None else {"HOLDFAST_PASSWORD": password}
        return Session([*self.program, *arguments], self.place, self.environment | given, columns)

    def starts_by_shell(self, line):
        return Session(["/bin/sh", "-c", line], self.place, self.environment | {"HOLDFAST": self.program[0]})

    def locks(self):
        return os.listdir(self.repository / "locks")

    def waits_for_a_lock(self):
        for _ in range(600):
            if self.locks():
                return True
            time.sleep(0.05)
        return False


def run(arguments, claims, place):
    person = Person(place)
    (place / "documents").mkdir()
    (place / "documents" / "large").write_bytes(os.urandom(24 << 20))
    passwords(person, claims)
    interrupted_questions(person, claims)
    bars(person, claims)
    backups(person, claims)
    tables(person, claims)


def passwords(person, claims):
    session = person.starts("init")
    session.until(rb"new password: ")
    claims.check(not session.echoes(), "what is typed at the prompt is not shown")
    session.type(PASSWORD.encode() + b"\n")
    session.until(rb"new password again: ")
    session.type(PASSWORD.encode() + b"\n")
    printed, code, _ = session.end()
    claims.check(code == 0 and PASSWORD.encode() not in printed, "a new password is asked for twice", printed.decode())

    session = person.starts("init", "-r", "second")
    session.until(rb"new password: ")
    session.type(b"one\n")
    session.until(rb"new password again: ")
    session.type(b"two\n")
    printed, code, _ = session.end()
    claims.check(code == 2 and b"differ" in printed, "two different new passwords are refused", printed.decode())

    session = person.starts("snapshots")
    session.until(rb"password of the repository: ")
    session.type(b"wrong\n")
    again = session.until(rb"try again\s+password of the repository: ")
    claims.check(b"try again" in again, "after a wrong password it asks again", again.decode())
    session.type(PASSWORD.encode() + b"\n")
    printed, code, _ = session.end()
    claims.check(code == 0 and b"0 snapshots" in printed, "and takes the right one", printed.decode())

    session = person.starts_by_shell('"$HOLDFAST" snapshots --json >list; code=$?; cat list; exit $code')
    session.until(rb"password of the repository: ")
    session.type(PASSWORD.encode() + b"\n")
    printed, code, _ = session.end()
    claims.check(code == 0 and printed.split() == [b"[]"], "it asks also when the output goes to a file, and not in that file", printed.decode())


def interrupted_questions(person, claims):
    # The shell does not end by the signal itself, so that it can look at the terminal afterwards.
    session = person.starts_by_shell('trap : INT; "$HOLDFAST" snapshots; code=$?; stty -a; exit $code')
    session.until(rb"password of the repository: ")
    session.type(CTRL_C)
    printed, code, took = session.end()
    claims.check(code == 130 and took < 10, "Ctrl-C at the prompt ends it at once", f"exit {code} after {took:.1f} s\n{printed.decode()}")
    claims.check(b" echo " in printed, "and leaves a terminal that shows what is typed", printed.decode())

    session = person.starts("key", "remove", "abc", password=PASSWORD)
    session.until(rb"\[y/N\] ")
    session.type(CTRL_C)
    printed, code, took = session.end()
    claims.check(code == 130 and took < 10, "Ctrl-C at a question ends it at once", f"exit {code} after {took:.1f} s\n{printed.decode()}")

    session = person.starts("key", "remove", "abc", password=PASSWORD)
    session.until(rb"\[y/N\] ")
    session.type(b"n\n")
    printed, code, _ = session.end()
    claims.check(code == 1 and b"nothing was changed" in printed, "a question that is answered with no changes nothing", printed.decode())

    session = person.starts("backup", "--stdin", password=PASSWORD)
    person.waits_for_a_lock()
    session.type(CTRL_C)
    printed, code, took = session.end()
    claims.check(code == 130 and took < 10 and not person.locks(), "Ctrl-C while it waits for its input ends it, and leaves no lock",
                 f"exit {code} after {took:.1f} s\n{printed.decode()}")


def bars(person, claims):
    session = person.starts("backup", "documents", "--limit-upload", "4000", password=PASSWORD, columns=50)
    session.until(re.escape(WIPE) + rb"\d+:\d\d .*MiB")
    session.until(re.escape(WIPE))
    narrow = session.until(re.escape(WIPE))
    claims.check(20 < len(narrow) - len(WIPE) < 50, "the bar fits a window of 50 columns", repr(narrow))
    session.resize(120)
    session.until(re.escape(WIPE))
    wide = session.until(re.escape(WIPE))
    claims.check(50 <= len(wide) - len(WIPE) < 120 and b"1 file" in wide, "the bar takes the room of a window that has grown", repr(wide))
    claims.check(session.end()[1] == 0, "and the backup ends well")


def backups(person, claims):
    (person.place / "documents" / "large").write_bytes(os.urandom(24 << 20))
    session = person.starts("backup", "documents", "--limit-upload", "4000", password=PASSWORD)
    session.until(re.escape(WIPE) + rb"\d+:\d\d .*[1-9]\.\d+ MiB")
    claims.check(person.locks(), "a backup holds a lock")
    session.type(CTRL_C)
    printed, code, took = session.end()
    claims.check(code == 130 and took < 20, "Ctrl-C ends a backup with exit code 130", f"exit {code} after {took:.1f} s\n{printed.decode()}")
    claims.check(b"goes on from there" in printed, "it says what was kept", printed.decode())
    claims.check(not person.locks(), "its lock is removed", str(person.locks()))

    session = person.starts("backup", "documents", "--limit-upload", "8000", password=PASSWORD)
    person.waits_for_a_lock()
    os.kill(session.process, signal.SIGHUP)
    printed, code, _ = session.end()
    claims.check(code == 0 and b"saved" in printed, "a backup goes on after a SIGHUP, by which restic asks whether it lives",
                 f"exit {code}\n{printed.decode()}")


def tables(person, claims):
    session = person.starts("snapshots", password=PASSWORD, columns=70)
    printed, code, _ = session.end()
    longest = max(len(line.rstrip()) for line in printed.decode().splitlines())
    claims.check(code == 0 and 60 < longest <= 70, "a table fits a window of 70 columns", printed.decode())
