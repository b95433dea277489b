"""Press one recipe at several pressures on a bench, and print what came of it.

    python press_series.py http://127.0.0.1:8080 na-foil steps.press.pressure "5 MPa" "10 MPa"

Nothing but the standard library. A shared bench asks for its token: set ASPERITY_TOKEN.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ENDED = {"done", "not carried out", "stopped", "interrupted", "refused", "failed"}


def ask(address: str, body: Any = None) -> Any:
    """What the bench answers; with a body, something is sent."""
    request = Request(address, data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if token := os.environ.get("ASPERITY_TOKEN"):
        request.add_header("Authorization", f"Bearer {token}")
    with urlopen(request) as answer:
        return json.load(answer)


def main(bench: str, recipe: str, path: str, *values: str) -> None:
    file = Path(recipe)  # of one's own; else the name of a shipped example
    text = file.read_text("utf-8") if file.is_file() else recipe
    begun = [
        ask(f"{bench}/api/runs", {"recipe": text, "set": {path: value}, "tags": ["series"]})
        for value in values
    ]
    for value, one in zip(values, begun, strict=True):
        while (run := ask(f"{bench}/api/runs/{one['id']}"))["state"] not in ENDED:
            time.sleep(0.5)
        outcome = ask(f"{bench}{run['files']['outcome']}")
        print(value, run["state"], outcome["verdict"]["level"], f"{bench}{run['page']}", sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
