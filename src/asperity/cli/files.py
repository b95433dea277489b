"""Writing files whole or not at all, and refusing before any work is done."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from asperity.errors import Refusal, quoted


def target(text: str, flag: str, *, keep: str = "", kept: str = "the recipe") -> Path:
    """The file to write, seen to be writable. Raises Refusal for one that is not.

    `keep` is a file that must not be overwritten, `kept` what it is: the recipe itself.
    """
    path = Path(text)
    parent = path.resolve().parent
    if not text or path.is_dir():
        raise Refusal(flag, f"the directory {quoted(text)}", "write the name of a file")
    if not parent.is_dir():
        cure = "make it first, or write into one that exists"
        raise Refusal(flag, f"no directory {quoted(str(parent))}", cure)
    if keep and Path(keep).exists() and path.exists() and path.samefile(keep):
        raise Refusal(flag, f"{kept} {quoted(text)}", "write another name")
    place = path if path.exists() else parent
    if not os.access(place, os.W_OK) or not _takes(path):
        raise Refusal(flag, f"{quoted(str(place))}, which is not writable", "write elsewhere")
    return path


def folder(text: str, flag: str) -> Path:
    """The folder to write into, seen to be writable, itself or where it is to be made."""
    path = Path(text)
    if not text or (path.exists() and not path.is_dir()):
        raise Refusal(flag, f"{quoted(text)}, which is no directory", "write the name of a folder")
    parent = path.resolve().parent
    if not path.is_dir() and not parent.is_dir():
        cure = "make it first, or write into one that exists"
        raise Refusal(flag, f"no directory {quoted(str(parent))}", cure)
    place = path.resolve() if path.is_dir() else parent
    if not os.access(place, os.W_OK) or not _takes(place / "new"):
        cure = "write the name of a folder elsewhere"
        raise Refusal(flag, f"{quoted(str(place))}, which is not writable", cure)
    return path


def targets(
    texts: Mapping[str, str | None], *, keep: str, endings: Mapping[str, tuple[str, ...]]
) -> dict[str, Path]:
    """The files to write by flag, seen to be writable and apart; "-" is standard output, no file.

    `endings` are those that the name of a flag's file may have; of a flag that is left out, any.
    """
    files: dict[str, Path] = {}
    for flag, text in texts.items():
        if text is None or (flag, text) == ("--json", "-"):
            continue
        path = target(text, flag, keep=keep)
        ends = endings.get(flag, (path.suffix,))
        if path.suffix not in ends:
            raise Refusal(flag, quoted(text), f"write a name that ends in {' or '.join(ends)}")
        if path.resolve() in {taken.resolve() for taken in files.values()}:
            raise Refusal(flag, f"the file of another option, {quoted(text)}", "write another name")
        files[flag] = path
    return files


def _takes(path: Path) -> bool:
    """Whether the folder of a plain file takes a new one: rights alone do not tell, in /proc."""
    if path.exists() and not path.is_file():
        return True
    try:
        with tempfile.TemporaryFile(dir=path.resolve().parent):
            return True
    except OSError:
        return False


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write every file whole: to a neighbour first, put in place when all of them are complete.

    Raises Refusal when the disk does not take them; then no file is changed.
    """
    ready: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            with _named(path):
                ready[path] = _neighbour(path.resolve(), content)
        for path, whole in ready.items():
            with _named(path):
                _put(whole, path.resolve())
    finally:
        for whole in ready.values():
            with suppress(OSError):
                whole.unlink()


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """What goes wrong is told of the file that was asked for, not of its neighbour."""
    try:
        yield
    except OSError as trouble:
        told = (trouble.strerror or str(trouble)).lower()
        raise Refusal(str(path), told, "write elsewhere") from None


def _neighbour(path: Path, content: str | bytes) -> Path:
    """A complete temporary file in the directory of `path`, readable as new files are."""
    special = path.exists() and not path.is_file()
    folder = None if special else path.parent
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.is_file() else 0o666 & ~_mask())
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def _put(whole: Path, path: Path) -> None:
    """Rename; what is no plain file (a pipe, /dev/null) is written to instead."""
    if path.exists() and not path.is_file():
        path.write_bytes(whole.read_bytes())
    else:
        whole.replace(path)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
