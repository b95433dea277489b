"""The store in a real PostgreSQL server, which this test starts for itself on loopback."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pg8000.native
import pytest

from asperity.errors import Refusal
from asperity.web.store.store import Store
from tests.web.store import behaviour

PASSWORD = "n0t:t0ld@all"
QUOTED = "n0t%3At0ld%40all"


def programs():
    """Where the server's programs are; None where nobody installed any."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


def somebody():
    """A user to run as, for the server refuses root; None where that is no matter."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.fail("nobody to run the server as")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def run(user, *words):
    """A program of the server, as whom it may be run."""
    as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    command = [*(as_user if user else ()), *map(str, words)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def cluster(bin_):
    """A server with a cluster of its own; its port."""
    folder, user, port = Path(tempfile.mkdtemp(prefix="asperity-pg-")), somebody(), free_port()
    try:
        (folder / "password").write_text(PASSWORD)
        if user:
            for place in (folder, folder / "password"):
                os.chown(place, user.pw_uid, user.pw_gid)
        data, word = folder / "data", folder / "password"
        run(user, bin_ / "initdb", "-D", data, "-U", "lab", "-A", "scram-sha-256",
            f"--pwfile={word}", "-E", "UTF8", "--locale=C", "--no-sync")  # fmt: skip
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
        log = folder / "log"
        run(user, bin_ / "pg_ctl", "-D", data, "-w", "-t", 60, "-l", log, "-o", settings, "start")
        try:
            yield port
        finally:
            run(user, bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def fresh(port, name):
    """A database of its own."""
    connection = pg8000.native.Connection(
        "lab", host="127.0.0.1", port=port, password=PASSWORD, database="postgres"
    )
    connection.run(f"CREATE DATABASE {name}")
    connection.close()


def refusals(port, folder):
    """What a server refuses is told without the password."""
    for url, told in (
        (f"postgresql://lab:wrong-secret@127.0.0.1:{port}/postgres", "password"),
        (f"postgresql://lab:{QUOTED}@127.0.0.1:{port}/nowhere", "nowhere"),
        (f"postgresql://lab:{QUOTED}@127.0.0.1:{port}/postgres?sslmode=require", "found"),
    ):
        with pytest.raises(Refusal, match=told) as refusal:
            Store(url, folder=folder)
        told_all = str(refusal.value)
        assert "start the server, or mend the address" in told_all
        assert not any(secret in told_all for secret in (PASSWORD, QUOTED, "wrong-secret"))


def test_postgres(tmp_path, monkeypatch):
    bin_ = programs()
    if bin_ is None and not os.environ.get("CI"):
        pytest.skip("no PostgreSQL; .ci/run installs Debian's")
    assert bin_ is not None, "no PostgreSQL; .ci/run installs Debian's"
    with cluster(bin_) as port:
        kinds = ("postgresql", "postgres", "postgresql+pg8000")
        for number, what in enumerate(behaviour.ALL):
            fresh(port, f"runs{number}")
            kind = kinds[number % 3]
            url = f"{kind}://lab:{QUOTED}@127.0.0.1:{port}/runs{number}"
            what(lambda url=url, number=number: Store(url, folder=tmp_path / str(number)))
        refusals(port, tmp_path)
        fresh(port, "unspoken")
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
        Store(f"postgresql://lab@127.0.0.1:{port}/unspoken", folder=tmp_path / "p").close()
