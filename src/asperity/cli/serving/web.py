"""What the command line loads to serve the bench: the only place of it that knows the web."""

# ruff: noqa: PLC0415

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from asperity.cli.lazy import told_of_options
from asperity.errors import Refusal

OPTIONS = ("host", "port", "token", "store", "folder", "name")
CURE = "install what serves it: pip install asperity[web]"


def serve(*, told: Callable[[str], None], folder: Path | None, **asked: Any) -> None:
    """Serve the bench until Ctrl-C; `told` hears where, and what else there is to know.

    Raises:
        Refusal: packages that are missing, and what the server refuses.
    """
    try:
        from asperity.web.serve import serve as run
        from asperity.web.settings import Settings
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("asperity"):
            raise
        raise Refusal("asperity web", f"no package {missing.name}", CURE) from None
    with told_of_options(OPTIONS):
        run(Settings(folder=folder or own_folder(), **asked), told=told)


def own_folder() -> Path:
    """Where a person's runs are kept unless they say otherwise."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "asperity"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "asperity"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "asperity"
