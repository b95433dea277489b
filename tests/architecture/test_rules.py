"""The rules find offenders and leave the innocent alone."""

import pytest

from tests.architecture import house
from tests.architecture.house import Rule, Source

LONG_BODY = "\n".join(f"    x{i} = {i}" for i in range(61))

OFFENDERS = {
    "open": (house.touches_files, "run.py", "open('a')"),
    "read_text": (house.touches_files, "laws/a.py", "def f(p):\n    return p.read_text()"),
    "write after a call": (house.touches_files, "report/a.py", "Path('a').write_text('b')"),
    "store's neighbour": (house.touches_files, "study/sweeps/run.py", "p.open('wb')"),
    "loadtxt": (house.touches_files, "recipe/model.py", "import numpy as np\nnp.loadtxt('a')"),
    "list": (house.keeps_state, "laws/a.py", "SEEN = []"),
    "annotated dict": (house.keeps_state, "laws/a.py", "SEEN: dict[str, int] = {}"),
    "comprehension": (house.keeps_state, "laws/a.py", "SEEN = {i: i for i in range(3)}"),
    "array": (house.keeps_state, "laws/a.py", "import numpy as np\nX = np.linspace(0, 1, 9)"),
    "list in a tuple": (house.keeps_state, "laws/a.py", "SEEN = (1, [])"),
    "under if": (house.keeps_state, "laws/a.py", "if True:\n    SEEN = set()"),
    "global": (house.keeps_state, "laws/a.py", "A = 0\ndef f():\n    global A\n    A = 1"),
    "long file": (house.too_long, "laws/a.py", "x = 1\n" * 401),
    "long function": (house.too_long, "laws/a.py", f"def f():\n{LONG_BODY}"),
    "long method": (
        house.too_long,
        "laws/a.py",
        "class A:\n    def f(self):\n" + LONG_BODY.replace("    ", "        "),
    ),
    "no docstring": (house.says_what_it_is, "laws/__init__.py", "x = 1"),
    "two sentences": (house.says_what_it_is, "laws/__init__.py", '"""Laws. And more."""'),
    "no full stop": (house.says_what_it_is, "laws/__init__.py", '"""Laws"""'),
    "late import": (house.imports_late, "laws/a.py", "def f():\n    import scipy"),
    "late import from": (house.imports_late, "run.py", "def f():\n    from scipy import stats"),
    "pint": (house.knows_pint, "stack/a.py", "import pint"),
    "of pint": (house.knows_pint, "report/a.py", "from pint.util import x"),
    "clock": (house.leaves_the_physics, "laws/flow/a.py", "import time"),
    "date": (house.leaves_the_physics, "outcome/a.py", "from datetime import datetime"),
    "chance": (house.leaves_the_physics, "process/a.py", "import random"),
    "global chance": (house.leaves_the_physics, "contact/a.py", "np.random.normal()"),
    "own generator": (house.leaves_the_physics, "contact/a.py", "np.random.default_rng(0)"),
    "numpy's chance": (house.leaves_the_physics, "stack/a.py", "from numpy.random import normal"),
    "system": (house.leaves_the_physics, "stack/a.py", "import os.path"),
    "power": (house.computes, "cli/a.py", "def f(x): return 3 * x**2"),
    "array in a page": (house.computes, "web/pages/a.py", "import numpy as np"),
}
INNOCENT = {
    "reader": (house.touches_files, "materials/library.py", "p.read_text()"),
    "store": (house.touches_files, "study/sweeps/store.py", "p.open('wb')"),
    "door": (house.touches_files, "cli/press.py", "p.write_text('a')"),
    "another open": (house.touches_files, "laws/a.py", "opened = valve(3)"),
    "tuple": (house.keeps_state, "laws/a.py", "A = (1, 2)\nB = frozenset({1})"),
    "read-only view": (house.keeps_state, "laws/a.py", "A = MappingProxyType({'a': 1})"),
    "__all__": (house.keeps_state, "laws/__init__.py", "__all__ = ['a']"),
    "local list": (house.keeps_state, "laws/a.py", "def f():\n    a = []\n    return a"),
    "long docstring": (
        house.too_long,
        "laws/a.py",
        'def f():\n    """A.\n' + "    b\n" * 70 + '    """\n    return 1',
    ),
    "one sentence": (
        house.says_what_it_is,
        "laws/__init__.py",
        '"""Pure laws, one a file\n(0.5 K a step)."""',
    ),
    "package": (house.says_what_it_is, "__init__.py", '"""One. Two."""'),
    "lazy door": (house.imports_late, "cli/press.py", "def f():\n    import asperity.run"),
    "units": (house.knows_pint, "units.py", "import pint"),
    "someone else's name": (house.knows_pint, "laws/a.py", "import pinta"),
    "chance as argument": (
        house.leaves_the_physics,
        "contact/a.py",
        "def f(rng: np.random.Generator): return rng.normal()",
    ),
    "sum": (house.computes, "cli/a.py", "def f(x, **more): return 3 * x + 2"),
    "picture": (house.computes, "web/parts/gapmap/a.py", "import numpy as np"),
    "clock outside": (house.leaves_the_physics, "cli/a.py", "import time"),
}


def offences(case: tuple[Rule, str, str]) -> list[str]:
    rule, path, text = case
    return rule(Source(path, text))


@pytest.mark.parametrize("case", OFFENDERS.values(), ids=OFFENDERS.keys())
def test_an_offender_is_found(case: tuple[Rule, str, str]) -> None:
    assert len(offences(case)) == 1


@pytest.mark.parametrize("case", INNOCENT.values(), ids=INNOCENT.keys())
def test_the_innocent_pass(case: tuple[Rule, str, str]) -> None:
    assert offences(case) == []


def test_a_crowded_room_is_found() -> None:
    paths = [f"laws/law{i}.py" for i in range(11)]
    assert house.crowded([*paths, "laws/__init__.py"]) == ["laws has 11 files"]
    assert house.crowded([*paths[1:], "laws/__init__.py", "laws/flow/creep.py"]) == []


def test_every_rule_is_tried() -> None:
    tried = {case[0] for case in OFFENDERS.values()}
    assert tried == set(house.RULES) == {case[0] for case in INNOCENT.values()}
