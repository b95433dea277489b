"""A recipe's text with a few values changed: lines and comments that still hold stay."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from asperity.recipe.write import as_toml

LISTS = ("stack", "interfaces", "steps")
_HEADER = re.compile(r"\s*\[(\[)?\s*([A-Za-z]+)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z_][\w-]*)\s*=")
_REMARK = re.compile(r"\s+#[^\"']*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A table of the text: where it belongs, its lines and the comments before it, what it says."""

    root: str
    lines: tuple[str, ...]
    says: Mapping[str, Any]


def retouched(text: str, tables: Mapping[str, Any]) -> str:
    """The text that says `tables`, as like `text` as can be.

    Where lines and comments cannot be kept without saying something else, it is written anew.
    """
    fresh = as_toml(tables)
    try:
        blocks = list(_blocks(text))
        kept = "\n".join(_written(blocks, tables)).strip("\n") + "\n"
        return kept if tomllib.loads(kept) == tomllib.loads(fresh) else fresh
    except (ValueError, RecursionError, KeyError):
        return fresh


def _blocks(text: str) -> Iterator[_Block]:
    """The tables of a text in its order; the lines before the first header are its head."""
    root = ""
    lines: list[str] = []
    waiting: list[str] = []  # comments and blank lines: of whatever follows
    for line in text.splitlines():
        header = _HEADER.match(line)
        if header:
            yield _block(root, lines)
            root, lines = header[2], [*waiting, line]
            waiting = []
        elif not line.strip() or line.lstrip().startswith("#"):
            waiting.append(line)
        else:
            lines += [*waiting, line]
            waiting = []
    yield _block(root, [*lines, *waiting])


def _block(root: str, lines: Sequence[str]) -> _Block:
    said = tomllib.loads("\n".join(lines))
    if root in LISTS:
        said = said[root][0]
    elif root:
        said = said[root]
    return _Block(root=root, lines=tuple(lines), says=said)


def _written(blocks: Sequence[_Block], tables: Mapping[str, Any]) -> Iterator[str]:
    head = {key: value for key, value in tables.items() if not _nested(key, value)}
    yield from _table("", head, blocks[0])
    for key, value in tables.items():
        entries = [value] if isinstance(value, Mapping) else value if key in LISTS else []
        told = _known(key, entries, blocks)
        for entry, before in zip(entries, told, strict=True):
            yield from _table(key, entry, before)


def _nested(key: str, value: object) -> bool:
    return isinstance(value, Mapping) or key in LISTS


def _known(
    root: str, entries: Sequence[Mapping[str, Any]], blocks: Sequence[_Block]
) -> Iterator[_Block | None]:
    """The block each entry was written in: its very words, its namesake, or one renamed to it."""
    known = [block for block in blocks if block.root == root]
    named = [_known_as(entry) for entry in entries]
    for index, entry in enumerate(entries):
        same = (block for block in known if block.says == entry)
        like = (block for block in known if _known_as(block.says) == named[index])
        renamed = known[index : index + 1] if len(known) == len(entries) else ()
        left = (block for block in renamed if _known_as(block.says) not in named)
        yield next(chain(same, like, left), None)


def _known_as(says: Mapping[str, Any]) -> object:
    return says.get("name"), says.get("between")


def _table(root: str, says: Mapping[str, Any], before: _Block | None) -> Iterator[str]:
    """The lines of one table: those that said it before, mended, or new ones."""
    if before is None:
        yield from _anew(root, says)
    else:
        yield from before.lines if before.says == says else _mended(before, says)


def _anew(root: str, says: Mapping[str, Any]) -> list[str]:
    nested = {root: [says]} if root in LISTS else {root: says} if root else says
    return ["", *as_toml(nested).strip().splitlines()]


def _mended(block: _Block, says: Mapping[str, Any]) -> Iterator[str]:
    """A table's lines with values replaced, left out, and added at its end."""
    written, skipping = set(), False
    for line in block.lines:
        key = _KEY.match(line)
        begins = key is not None and not skipping
        if begins and key is not None:
            name = key[1]
            written.add(name)
            whole = _whole(line)
            skipping = not whole
            if name in says and says[name] == block.says.get(name):
                skipping = False
                yield line
            elif name in says:
                yield _line(name, says[name]) + (_remark(line) if whole else "")
        elif skipping:
            skipping = not line.strip().startswith("]")
        else:
            yield line
    yield from (_line(name, value) for name, value in says.items() if name not in written)


def _whole(line: str) -> bool:
    try:
        tomllib.loads(line)
    except ValueError:
        return False
    return True


def _line(name: str, value: object) -> str:
    return as_toml({"x": {name: value}}).removeprefix("\n\n").removeprefix("[x]\n").strip("\n")


def _remark(line: str) -> str:
    found = _REMARK.search(line)
    return found[0] if found else ""
