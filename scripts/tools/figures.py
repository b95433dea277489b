"""Run every figure script of the documentation and collect what it writes.

    python figures.py SCRIPTS OUT

Each `SCRIPTS/NAME.py` is called with one argument, an empty directory, and writes its pictures and
Markdown snippets there. All of them land in OUT, which is emptied first. The run fails with a
script that fails, warns, writes nothing, or writes a file another script has written.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

AT_ONCE = 2
PATIENCE_S = 300


def run(script: Path, into: Path) -> str | None:
    """Run one script; return what went wrong, if anything."""
    into.mkdir()
    start = time.monotonic()
    command = [sys.executable, "-W", "error", str(script), str(into)]
    # threads of linear algebra wait for each other by spinning, which two scripts at once pay for
    environment = os.environ | {"MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{script}: still running after {PATIENCE_S} s"
    if done.returncode != 0:
        return f"{script}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    if not any(into.iterdir()):
        return f"{script}: wrote nothing into the directory it was given"
    print(f"figures: {script.stem} ({time.monotonic() - start:.1f} s)")
    return None


def collect(folders: list[Path], out: Path) -> list[str]:
    """Move what the scripts wrote into `out`; return clashes of names."""
    clashes = []
    for file in (file for folder in folders for file in sorted(folder.iterdir())):
        if (out / file.name).exists():
            clashes.append(f"{file.parent.name}.py: {file.name} is also written by another script")
        else:
            shutil.move(file, out / file.name)
    return clashes


def main(scripts: Path, out: Path) -> int:
    """Run all, two at once; return the exit code."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    found = sorted(scripts.glob("[!_]*.py"))
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch) / script.stem for script in found]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            troubles = [trouble for trouble in pool.map(run, found, folders) if trouble]
        troubles = troubles or collect(folders, out)
    for trouble in troubles:
        print(f"figures: {trouble}", file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
