"""How live is a run one looks at?  512 x 512: 5 maps a second, and at least 80 % of its speed.

    python benchmarks/how_live_is_a_run.py [--grid 512] [--steps 60] [--data FILE]

Sodium pressed onto a sintered ceramic (`na-thermal-press`), until its face has been brought forward
by so many accepted steps: the time in which it closes, in which a step is the dearest. Once as a
plain call that shows nobody anything, once as a run of the bench: a worker, a server that answers
on loopback, and a page in a third process that takes every map over the WebSocket, reads it through
and acknowledges it. The speed that is kept is told twice: by the clock, which on a machine that has
other work says little, and by work, the processor's time of the plain call over that of worker and
server together. On two cores, one of which the page keeps busy in part.

Maps are of accepted steps and of the contacts on the way to them; a march has no others to show,
and none are made up in between: how often the page changes is how often the solver has something
new.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import uvicorn
from tools.machine import describe

from asperity.errors import Stopped
from asperity.process.watch import Event
from asperity.recipe import example_text, load_recipe
from asperity.run import pressed
from asperity.web.house import open_house
from asperity.web.serve import application
from asperity.web.settings import Settings
from asperity.web.store.record import Asked

RECIPE = "na-thermal-press"
WANTED, KEPT = 5.0, 0.8
"""Maps a second that are delivered; share of the speed that is kept."""
LOOK_S = 0.1
TICK = os.sysconf("SC_CLK_TCK")
LOOKER = str(Path(__file__).parent / "tools" / "looker.py")
DATA = Path(__file__).parent / "data" / "live_run.json"
Moments = list[tuple[float, ...]]


def plain(grid: int, steps: int) -> None:
    """Press in this process and print when each accepted step was done, and by what work."""

    def watch(event: Event) -> None:
        nonlocal done
        if event.seen is not None and event.seen.accepted:
            print(json.dumps([time.perf_counter(), time.process_time()]), flush=True)
            done += 1
            if done > steps:
                raise Stopped

    done = 0
    try:
        pressed(load_recipe(RECIPE), fidelity="full-field", grid=grid, watch=watch)
    except Stopped:
        return


def child(file: str, *words: str) -> subprocess.Popen[str]:
    """A script in a process of its own."""
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, file, *words], stdin=pipe, stdout=pipe, text=True)


def alone(grid: int, steps: int) -> Moments:
    """When each accepted step of a plain call was done: seconds by the clock, and of work."""
    process = child(__file__, "--plain", "--grid", str(grid), "--steps", str(steps))
    out, _ = process.communicate()
    rows = [json.loads(line) for line in out.splitlines()]
    return [(wall, cpu) for wall, cpu in rows]


def work_of(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def children() -> set[int]:
    """Processes that this one has started."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        found |= {int(pid) for pid in (task / "children").read_text().split()}
    return found


def watched(grid: int, steps: int) -> tuple[Moments, list[list[Any]]]:
    """The same of a run of the bench at which a page looks, and what came to the page."""
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(Settings(folder=Path(folder), port=0, browser=False))
        config = uvicorn.Config(
            application(house), port=0, log_level="warning", ws_per_message_deflate=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        looking = child(LOOKER)
        assert looking.stdin is not None
        assert looking.stdout is not None
        looking.stdout.readline()
        before = children()
        asked = Asked(recipe=example_text(RECIPE), options={"fidelity": "full-field", "grid": grid})
        run = house.desk.start(asked)
        (worker,) = children() - before
        looking.stdin.write(f"ws://127.0.0.1:{port}/ws/{run}\n")
        looking.stdin.flush()
        moments = followed(house.desk, run, worker, steps)
        house.desk.stop(run)
        out, _ = looking.communicate()
        server.should_exit = True
        thread.join()
    return moments, [json.loads(line) for line in out.splitlines()]


def followed(desk: Any, run: str, worker: int, steps: int) -> Moments:
    """When each accepted step was known to the server: the clock, work of worker and of server."""
    moments: Moments = []
    while len(moments) <= steps and desk.under_way(run):
        time.sleep(LOOK_S)
        seen = len(desk.points(run))
        now = time.perf_counter(), work_of(worker), time.process_time()
        moments += [now] * (seen - len(moments))
    return moments[: steps + 1]


def record(grid: int, steps: int) -> dict[str, Any]:
    """Both, measured one after the other."""
    without = alone(grid, steps)
    with_page, maps = watched(grid, steps)
    begins, ends = with_page[0][0], with_page[-1][0]
    between = [row for row in maps if begins <= row[0] <= ends]
    wall, work = (without[-1][of] - without[0][of] for of in (0, 1))
    watched_wall, worker, server = (with_page[-1][of] - with_page[0][of] for of in (0, 1, 2))
    return {
        "grid": grid,
        "steps": steps,
        "alone_wall": wall,
        "alone_work": work,
        "watched_wall": watched_wall,
        "worker_work": worker,
        "server_work": server,
        "maps": len(between),
        "maps_of_accepted_steps": sum(bool(row[2]) for row in between),
        "maps_a_second": len(between) / watched_wall,
        "maps_a_second_of_work": len(between) / worker,
        "accepted_steps_a_second_of_work": steps / worker,
        "longest_wait": max(b[0] - a[0] for a, b in pairwise(between)),
        "cores_it_got": worker / watched_wall,
        "speed_kept_by_the_clock": wall / watched_wall,
        "speed_kept_by_work": work / (worker + server),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--grid", type=int, default=512, help="points a side")
    parser.add_argument("--steps", type=int, default=60, help="accepted steps that are watched")
    parser.add_argument("--data", type=Path, default=DATA, help="where the record is written")
    parser.add_argument("--plain", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.plain:
        plain(told.grid, told.steps)
    else:
        row = record(told.grid, told.steps)
        for name, value in row.items():
            print(f"{name:32s} {value:.4g}")
        live = row["maps_a_second"] >= WANTED and row["speed_kept_by_work"] >= KEPT
        print("ok" if live else "NOT KEPT")
        told.data.write_text(json.dumps({"machine": describe(), **row}, indent=1) + "\n")


if __name__ == "__main__":
    main()
