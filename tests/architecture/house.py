"""The rules of docs/decisions/0001 that import-linter cannot check, as functions.

Each takes a parsed file (`Source`) and returns one line for each offence, so that the rules can be
tried on small offending snippets as well as on the package.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "asperity"

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MOST_FILES = 10

READERS = {
    "materials/library.py",
    "recipe/read.py",
    "study/calibrate/record/read.py",
    "study/sweeps/read.py",
    "topography/read.py",
}
WRITERS = {"study/sweeps/lock.py", "study/sweeps/store.py"}  # docs/decisions/0025
DOORS = ("cli/", "web/")
PURE = ("contact/", "laws/", "layered/", "outcome/", "process/", "solid/", "stack/")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file of the package: its path below src/asperity, its text, its tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def within(self, *rooms: str) -> bool:
        return self.path.startswith(rooms)


Rule = Callable[[Source], list[str]]


def sources(package: Path = PACKAGE) -> list[Source]:
    """Every Python file of the package, sorted by path."""
    files = sorted(package.rglob("*.py"))
    return [Source(file.relative_to(package).as_posix(), file.read_text("utf-8")) for file in files]


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for a chain of names, else what is left of it."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything imported anywhere below `tree`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def functions(tree: ast.AST) -> Iterator[Function]:
    """Yield every function and method, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


# --- files ---


FILE_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "open", "open_text"}
FILE_CALLS = {
    "open", "io.open", "os.open", "np.load", "np.loadtxt", "np.genfromtxt", "np.fromfile",
    "np.save", "np.savez", "np.savetxt", "numpy.load", "numpy.loadtxt", "numpy.genfromtxt",
}  # fmt: skip


def touches_files(source: Source) -> list[str]:
    """Few files read; only the doors write, and the store of a sweep."""
    if source.path in READERS | WRITERS or source.within(*DOORS):
        return []
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name in FILE_CALLS or method in FILE_METHODS:
                found.append(f"{source.path}:{node.lineno} calls {name or method}")
    return found


# --- state ---


MUTABLE_CALLS = {
    "list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict",
    "collections.defaultdict", "collections.deque", "collections.Counter",
    "collections.OrderedDict",
    *(
        f"{module}.{maker}"
        for module in ("np", "numpy")
        for maker in (
            "array", "asarray", "zeros", "ones", "empty", "full", "arange", "linspace",
            "logspace", "geomspace",
        )
    ),
}  # fmt: skip
MUTABLE_NODES = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp


def is_mutable(node: ast.expr | None) -> bool:
    """Tell whether the value of an assignment can be changed in place."""
    if isinstance(node, ast.Tuple):
        return any(is_mutable(part) for part in node.elts)
    if isinstance(node, ast.Call):
        return dotted(node.func) in MUTABLE_CALLS
    return isinstance(node, MUTABLE_NODES)


def module_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements a module runs when imported, those in if/try/with too."""
    for node in body:
        yield node
        for field in ("body", "orelse", "finalbody"):
            if not isinstance(node, Function | ast.ClassDef):
                yield from module_level(getattr(node, field, []))


def keeps_state(source: Source) -> list[str]:
    """No module-level mutable state and no `global`: two people press at once."""
    found = [
        f"{source.path}:{node.lineno} global {', '.join(node.names)}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Global)
    ]
    for node in module_level(source.tree.body):
        if isinstance(node, ast.Assign | ast.AnnAssign) and is_mutable(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [dotted(target) for target in targets]
            if names != ["__all__"]:
                found.append(f"{source.path}:{node.lineno} {', '.join(names)} can be changed")
    return found


# --- size ---


def code_lines(function: Function) -> int:
    """Count the lines of a function's body, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def too_long(source: Source) -> list[str]:
    """A file ends before line 400, a function's body within 60."""
    lines = len(source.text.splitlines())
    found = [f"{source.path} has {lines} lines"] if lines > LONGEST_FILE else []
    return found + [
        f"{source.path}:{function.lineno} {function.name} has {code_lines(function)} lines"
        for function in functions(source.tree)
        if code_lines(function) > LONGEST_FUNCTION
    ]


def is_one_sentence(text: str) -> bool:
    """Tell whether `text` ends with a full stop and has none before a capital."""
    text = " ".join(text.split())
    return text.endswith(".") and not re.search(r"[.!?]\s+[A-Z]", text)


def says_what_it_is(source: Source) -> list[str]:
    """A room's `__init__` says in one sentence what the room is for; the package's may say more."""
    if not source.path.endswith("/__init__.py"):
        return []
    docstring = ast.get_docstring(source.tree)
    if docstring is None:
        return [f"{source.path} has no docstring"]
    return [] if is_one_sentence(docstring) else [f"{source.path} is not one sentence: {docstring}"]


def crowded(paths: list[str]) -> list[str]:
    """A room has at most ten files besides its `__init__`."""
    rooms: dict[str, int] = {}
    for path in paths:
        room, _, name = path.rpartition("/")
        rooms[room] = rooms.get(room, 0) + (name != "__init__.py")
    return [f"{room} has {count} files" for room, count in rooms.items() if count > MOST_FILES]


# --- imports ---


# Where an import may wait until it is needed, and why.
LAZY = {
    "__init__.py": "`import asperity` stays cheap for the command's help",
    "run/fidelity.py": "the grid and its compiler are loaded for a full-field press alone",
    "report/pdf/typeset.py": "what sets type is an optional extra",
    "cli/": "`asperity --help` answers before the physics is loaded",
}


def imports_late(source: Source) -> list[str]:
    """Imports stand at the top, except in the few places named in LAZY."""
    if source.path in LAZY or source.within(*(place for place in LAZY if place.endswith("/"))):
        return []
    return [
        f"{source.path}:{line} imports {name} inside {function.name}"
        for function in functions(source.tree)
        for line, name in imports(function)
    ]


def knows_pint(source: Source) -> list[str]:
    """Text becomes a number, and a number text, only in units.py."""
    if source.path == "units.py":
        return []
    return [
        f"{source.path}:{line} imports {name}"
        for line, name in imports(source.tree)
        if name.partition(".")[0] == "pint"
    ]


OUTER_WORLD = {
    "asyncio", "calendar", "datetime", "glob", "io", "multiprocessing", "os", "pathlib", "random",
    "secrets", "shutil", "socket", "subprocess", "sys", "tempfile", "threading", "time", "urllib",
    "uuid",
}  # fmt: skip
RANDOM_AS_ARGUMENT = {"Generator"}


def leaves_the_physics(source: Source) -> list[str]:
    """The physics asks no clock, no chance, no system; what it needs of them is an argument."""
    if not source.within(*PURE):
        return []
    found = [
        f"{source.path}:{line} imports {name}"
        for line, name in imports(source.tree)
        if name.partition(".")[0] in OUTER_WORLD or name.startswith("numpy.random")
    ]
    for node in ast.walk(source.tree):
        name = dotted(node) if isinstance(node, ast.Attribute) else ""
        root, _, asked = name.rpartition(".")
        if root in {"np.random", "numpy.random"} and asked not in RANDOM_AS_ARGUMENT:
            found.append(f"{source.path}:{node.lineno} asks {name}")
    return found


DRAWN = ("web/bench/judge/", "web/parts/", "web/jobs/")
"""Where a door makes pictures: maps of bytes, a few points of a curve, lines of an axis."""


def computes(source: Source) -> list[str]:
    """The doors hold no formula: they raise nothing to a power, and arrays are for pictures."""
    if not source.within(*DOORS) or source.within(*DRAWN):
        return []
    found = [
        f"{source.path}:{line} imports {name}"
        for line, name in imports(source.tree)
        if name.partition(".")[0] in {"numpy", "scipy", "numba"}
    ]
    return found + [
        f"{source.path}:{node.lineno} raises to a power"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow)
    ]


RULES: tuple[Rule, ...] = (
    touches_files,
    keeps_state,
    too_long,
    says_what_it_is,
    imports_late,
    knows_pint,
    leaves_the_physics,
    computes,
)
