"""`asperity web`: where it listens, what it refuses, how it ends."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

ASPERITY = str(Path(sys.executable).parent / "asperity")
TOKEN = "sixteen letters and more"
STARTS_S, ENDS_S = 120, 60


def start(folder, *words):
    alone = {k: v for k, v in os.environ.items() if not k.startswith(("ASPERITY", "NICEGUI"))}
    command = [ASPERITY, "web", "--no-browser", "--folder", str(folder), *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=alone
    )


def refused(folder, *words):
    """What is said by a server that refuses to begin."""
    process = start(folder, *words)
    out, said = process.communicate(timeout=STARTS_S)
    assert (process.returncode, out) == (2, ""), out + said
    return said


def address(process):
    """Where it answers, and what it said before."""
    said = ""
    while True:
        line = process.stdout.readline()
        assert line, said + process.stderr.read()
        said += line
        found = re.search(r"served at (http://\S+)", line)
        if found:
            return found[1], said


def ask(url, body=None, **headers):
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json", **headers}
    try:
        with urlopen(Request(url, data, headers), timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except HTTPError as trouble:
        return trouble.code, trouble.headers, trouble.read().decode()


def ended(process):
    process.send_signal(signal.SIGINT)
    return process.wait(ENDS_S)


def test_what_is_refused(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"--port: found {port}, which is taken" in refused(tmp_path, "--port", str(port))
    assert "--token: found none, and others can ask" in refused(tmp_path, "--host", "0.0.0.0")
    assert "--token: found none" in refused(tmp_path, "--name", "bench.example.org")
    assert "one of 6 letters" in refused(tmp_path, "--host", "0.0.0.0", "--token", "secret")
    url = "postgresql://me:hidden-word@127.0.0.1:1/x"
    said = refused(tmp_path, "--port", "0", "--store", url)
    assert "--store: found" in said
    assert "hidden-word" not in said


def test_it_needs_its_packages():
    code = "import sys; sys.modules['nicegui'] = None; from asperity.cli.app import app; app()"
    command = [sys.executable, "-c", code, "web"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=STARTS_S)
    assert done.returncode == 2
    assert "pip install asperity[web]" in done.stderr


def test_nothing_of_it_is_loaded_for_other_verbs():
    code = "import asperity.cli.app, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"nicegui", "fastapi", "sqlalchemy", "asperity.web"} & set(done.stdout.split())


@pytest.mark.slow
def test_served_and_ended(tmp_path):
    process = start(tmp_path)
    try:
        url, said = address(process)
        assert said.startswith("port 8080 is taken") or url.endswith(":8080")
        status, headers, page = ask(f"{url}/runs", accept="text/html")
        assert (status, "No runs yet" in page) == (200, True)
        assert "default-src 'self'" in headers["content-security-policy"]
        assert ask(f"{url}/", host="evil.example")[0] == 403
        way = f"{url}/_nicegui_ws/socket.io/?EIO=4&transport=polling"
        assert ask(way, origin="http://evil.example")[0] == 403
        second = refused(tmp_path, "--port", "0")
        assert f"another server keeps its runs at {url}" in second
        wanted = {"recipe": "na-thermal-press", "options": {"fidelity": "full-field", "grid": 512}}
        run = json.loads(ask(f"{url}/api/runs", wanted)[2])["id"]
        began = time.monotonic()
        assert ended(process) == 130
        assert time.monotonic() - began < 20
        assert "kept as interrupted" in process.stderr.read()
    finally:
        process.kill()
        process.communicate()
    with sqlite3.connect(tmp_path / "runs.sqlite") as store:
        query = "SELECT state FROM asperity_run WHERE id = ?"
        assert store.execute(query, (run,)).fetchone() == ("interrupted",)
    store.close()


@pytest.mark.slow
def test_shared_with_a_token(tmp_path):
    process = start(tmp_path, "--host", "0.0.0.0", "--port", "0", "--token", TOKEN)
    try:
        url, said = address(process)
        assert TOKEN not in said
        url = f"http://127.0.0.1:{url.rpartition(':')[2]}"
        assert ask(f"{url}/api/runs")[0] == 401
        assert ask(f"{url}/", accept="text/html")[0] == 401
        assert ask(f"{url}/_nicegui_ws/socket.io/?EIO=4&transport=polling")[0] == 401
        assert ask(f"{url}/api/runs", authorization=f"Bearer {TOKEN}")[2] == "[]"
        assert ended(process) == 130
    finally:
        process.kill()
        process.communicate()
