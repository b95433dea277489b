"""Where the command begins: so small that Ctrl-C is answered even while the rest is loaded."""

from __future__ import annotations

import sys

STOPPED = 130


def main() -> None:
    """Entry point of the console script and of `python -m asperity`."""
    try:
        from asperity.cli.app import main as run  # noqa: PLC0415 (the loading may be interrupted)

        run()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        raise SystemExit(STOPPED) from None
