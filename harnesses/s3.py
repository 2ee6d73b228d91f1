"""A real S3 server for one run: versitygw, or MinIO where the run is long."""

import os
import socket
import subprocess
import time
from contextlib import contextmanager

from .tools import ToolFailed, peer

KEY, SECRET, REGION, BUCKET = "holdfast-harness", "not-a-secret-in-a-test", "us-east-1", "bucket"


@contextmanager
def server(name, place):
    """Starts the server called `name` with one empty bucket and yields its host and port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    root = place / f"{name}-root"
    # Both servers keep a bucket as a directory, so one that is made before they start is there at once.
    (root / BUCKET).mkdir(parents=True)
    address = f"127.0.0.1:{port}"
    variables = {"PATH": os.environ["PATH"], "HOME": os.fspath(place)}
    if name == "versitygw":
        command = [peer(name), "--port", address, "--access", KEY, "--secret", SECRET, "--region", REGION, "--quiet", "--keep-alive", "posix", root]
    else:
        command = [peer(name), "server", "--quiet", "--address", address, root]
        variables |= {"MINIO_ROOT_USER": KEY, "MINIO_ROOT_PASSWORD": SECRET, "MINIO_BROWSER": "off", "MINIO_UPDATE": "off", "MINIO_CI_CD": "1"}
    with (place / f"{name}.log").open("wb") as log, subprocess.Popen(command, env=variables, cwd=place, stdout=log, stderr=log) as process:
        try:
            await_answer(process, port)
            yield "127.0.0.1", port
        finally:
            process.terminate()


def await_answer(process, port):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise ToolFailed(f"the S3 server on port {port} did not begin to answer within a minute")


def variables():
    """What every tool needs in its environment to be let in."""
    return {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_DEFAULT_REGION": REGION}
