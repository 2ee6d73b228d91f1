"""A proxy in front of an S3 server that goes wrong by a seeded chance: the store that a backup meets on a bad day.

Requests pass byte for byte, so that signatures stay right. What is done wrong is listed in FAULTS; a `Plan` says how often, and
may be changed while the proxy runs. Each kind takes its turn and waits for a request that it suits. Every fault that was done is
counted, so that a run can show that it tried what it claims.
"""

import collections
import http.client
import http.server
import random
import re
import socket
import threading
import time
from contextlib import contextmanager

# Statuses with the codes that real services send along.
STATUSES = {403: "AccessDenied", 404: "NoSuchKey", 412: "PreconditionFailed", 429: "TooManyRequests", 500: "InternalError", 503: "SlowDown"}
# Statuses that say "try again": a client that repeats its calls gets through them.
PASSING_STATUSES = (429, 500, 503)
# What a client that repeats its calls must get through.
PASSING = ["refuse", "drop", "lose", "delay", "stall", "truncate", "cut-upload", "corrupt", "corrupt-upload", *map(str, PASSING_STATUSES)]
# What it may fail of, clearly: the store's word is taken, or the same request arrives twice.
MISLEADING = ["repeat", "late", "corrupt-list", "403", "404", "412"]
FAULTS = PASSING + MISLEADING


def suits(fault, request):
    """Whether the fault, done to this request, is one at all; what only the answer can tell is told later (Plan.again)."""
    listing = request.command == "GET" and "list-type=2" in request.path
    changes = request.command in ("PUT", "POST", "DELETE")
    if fault in ("late", "corrupt-list"):
        return listing
    if fault == "corrupt":
        # One bit of a listing may be another valid name, and nothing in it tells: that is no fault to get through.
        return request.command == "GET" and not listing
    if fault == "truncate":
        return request.command == "GET"
    if fault in ("corrupt-upload", "cut-upload", "412"):
        return request.command == "PUT"
    if fault == "404":
        return not changes
    return changes if fault == "repeat" else True


class Plan:
    """Which share of the requests goes wrong, and how; safe to change while requests are served."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.guard = threading.Lock()
        self.share, self.faults, self.stall = 0.0, [], 0.0
        self.turns, self.waiting = [], []
        self.done, self.requests = collections.Counter(), 0
        self.put = {}

    def begin(self, share, faults, stall=8.0):
        with self.guard:
            self.share, self.faults, self.stall = share, list(faults), stall
            self.turns, self.waiting = [], []

    def stop(self):
        self.begin(0.0, [])

    def draw(self, request):
        """The fault for this request, or None, and a generator for its details."""
        with self.guard:
            self.requests += 1
            if self.faults and self.chance.random() < self.share:
                # What was not done yet comes first.
                self.turns = self.turns or sorted(self.chance.sample(self.faults, len(self.faults)), key=lambda fault: self.done[fault] == 0)
                turn = self.turns.pop()
                # One at most: those that no request suited for long would all fall upon the same one and its repetitions.
                if turn not in self.waiting:
                    self.waiting.append(turn)
            fault = next((fault for fault in self.waiting if suits(fault, request)), None)
            if fault:
                self.waiting.remove(fault)
            return fault, random.Random(self.chance.getrandbits(64))

    def again(self, fault):
        """The fault could not be done to the request that it was drawn for, and waits for another one."""
        with self.guard:
            if fault in self.faults and fault not in self.waiting:
                self.waiting.append(fault)

    def count(self, fault):
        with self.guard:
            self.done[fault] += 1


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, *_):
        pass

    def handle_request(self):
        plan = self.server.plan
        fault, chance = plan.draw(self)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if fault == "refuse":
            return self.hang_up(fault)
        if fault == "drop":
            time.sleep(chance.random() / 10)
            return self.hang_up(fault)
        if fault == "stall":
            plan.count(fault)
            time.sleep(plan.stall)
            return self.hang_up(None)
        if fault == "delay":
            plan.count(fault)
            time.sleep(chance.random())
        if fault and fault.isdigit():
            return self.answer_status(int(fault), fault)
        if fault in ("corrupt-upload", "cut-upload") and not body:
            plan.again(fault)
        elif fault in ("corrupt-upload", "cut-upload"):
            if fault == "cut-upload":
                self.forward_cut(body[:chance.randrange(len(body))], len(body))
                return self.hang_up(fault)
            plan.count(fault)
            body = flipped(body, chance)
        if fault == "repeat":
            plan.count(fault)
            self.forward(body)
        status, headers, answer = self.forward(body)
        if self.command == "PUT" and status == 200:
            plan.put[self.path.partition("?")[0]] = time.monotonic()
        if fault == "lose":
            return self.hang_up(fault)
        length = len(answer)
        if fault in ("late", "corrupt", "corrupt-list", "truncate"):
            worse = self.worsened(fault, answer, chance) if status in (200, 206) and answer else answer
            if worse == answer:
                plan.again(fault)
            elif fault == "truncate":
                self.answer(status, headers, worse, length)
                return self.hang_up(fault)
            else:
                plan.count(fault)
                answer, length = worse, len(worse)
        self.answer(status, headers, answer, length)

    def worsened(self, fault, answer, chance):
        """A body that goes wrong on its way back; the same when this one cannot."""
        if fault == "late":
            return self.without_the_newest(answer)
        if fault == "truncate":
            return answer[:chance.randrange(len(answer))]
        return flipped(answer, chance)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_request

    def hang_up(self, fault):
        if fault:
            self.server.plan.count(fault)
        self.close_connection = True
        try:
            # A reset, not an orderly end: what a rebooting machine or a full table of connections looks like.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        except OSError:
            pass  # the client was faster

    def open(self):
        return http.client.HTTPConnection(*self.server.upstream, timeout=60)

    def send(self, connection, length):
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in ("connection", "expect", "content-length"):
                connection.putheader(name, value)
        if length or self.command in ("PUT", "POST"):
            connection.putheader("Content-Length", str(length))
        connection.endheaders()

    def forward(self, body):
        connection = self.open()
        try:
            self.send(connection, len(body))
            if body:
                connection.send(body)
            response = connection.getresponse()
            return response.status, response.getheaders(), response.read()
        finally:
            connection.close()

    def forward_cut(self, part, length):
        connection = self.open()
        try:
            self.send(connection, length)
            connection.send(part)
        finally:
            connection.close()

    def without_the_newest(self, answer):
        """Leaves out what was stored in the last seconds, as stores did that became consistent later."""
        bucket = self.path.partition("?")[0].rstrip("/")
        now, hidden = time.monotonic(), 0

        def keep(match):
            nonlocal hidden
            key = re.search(rb"<Key>(.*?)</Key>", match[0])[1].decode()
            if now - self.server.plan.put.get(f"{bucket}/{key}", -self.server.late) < self.server.late:
                hidden += 1
                return b""
            return match[0]

        shorter = re.sub(rb"<Contents>.*?</Contents>", keep, answer, flags=re.S)
        return re.sub(rb"<KeyCount>(\d+)</KeyCount>", lambda match: b"<KeyCount>%d</KeyCount>" % (int(match[1]) - hidden), shorter)

    def answer_status(self, status, fault):
        self.server.plan.count(fault)
        text = f"<?xml version='1.0'?><Error><Code>{STATUSES[status]}</Code><Message>a fault on purpose</Message></Error>".encode()
        headers = [("Content-Type", "application/xml")] + ([("Retry-After", "1")] if status == 503 else [])
        self.answer(status, headers, text, len(text))

    def answer(self, status, headers, body, length):
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value)
        announced = next((value for name, value in headers if name.lower() == "content-length"), str(length))
        if status not in (204, 304):
            self.send_header("Content-Length", announced if self.command == "HEAD" else str(length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def flipped(body, chance):
    """The same bytes but for one bit."""
    at = chance.randrange(len(body))
    return body[:at] + bytes([body[at] ^ (1 << chance.randrange(8))]) + body[at + 1:]


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass  # a client that went away, or an upstream that the harness ended: its tool says what came of it


@contextmanager
def faulty(upstream, plan, late=3.0):
    """Runs a proxy before `upstream` (host, port) and yields its own host and port."""
    server = Server(("127.0.0.1", 0), Handler)
    server.upstream, server.plan, server.late = upstream, plan, late
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield server.server_address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
