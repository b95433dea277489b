"""What the figure scripts share: runs, published tables, Markdown tables, one look."""

import csv
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullFormatter
from numpy.typing import NDArray
from scipy.optimize import brentq

import asperity
from asperity.units import show as plain_show

ROOT = Path(__file__).resolve().parents[2]
TABLES = (ROOT / "validation" / "data", Path(__file__).parent / "data")
OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
NAME = Path(sys.argv[0]).stem
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555")
MPA, MINUTE = 1e6, 60.0
LOOK = {
    "font.size": 9,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.prop_cycle": f"cycler('color', {list(COLOURS)})",
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "svg.hashsalt": "asperity",
}
"""How every figure looks; a figure script is a process of its own."""
rcParams.update(LOOK)


# ------------------------------------------------------------------ runs


@cache
def load(name: str) -> asperity.Recipe:
    """A shipped example, or a recipe of `docs/figures/recipes`."""
    own = Path(__file__).parent / "recipes" / f"{name}.toml"
    return asperity.load_recipe(str(own) if own.is_file() else name)


def with_steps(name: str, *steps: Mapping[str, object]) -> asperity.Recipe:
    """A shipped example with its steps exchanged for others."""
    data = load(name).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return asperity.Recipe.model_validate(data | {"steps": list(steps)})


def run(
    recipe: str | asperity.Recipe, changes: Mapping[str, str] | None = None
) -> asperity.Outcome:
    """The outcome of a recipe with some of its paths changed."""
    return _run(recipe, tuple(sorted((changes or {}).items())))


@lru_cache(maxsize=2048)
def _run(recipe: str | asperity.Recipe, changes: tuple[tuple[str, str], ...]) -> asperity.Outcome:
    found = load(recipe) if isinstance(recipe, str) else recipe
    return asperity.press(found.replace(dict(changes)) if changes else found)


def step(outcome: asperity.Outcome, name: str):
    """The step of this name; None when the process ended before it."""
    return next((one for one in outcome.steps if one.name == name), None)


def layer(outcome: asperity.Outcome, where: str, name: str):
    """A layer at the end of a step."""
    return next(one for one in step(outcome, where).layers if one.name == name)


def face(outcome: asperity.Outcome, where: str, name: str = ""):
    """An interface at the end of a step; the first where no name is given."""
    return next(one for one in step(outcome, where).interfaces if name in ("", one.name))


def risk(outcome: asperity.Outcome, kind: str, where: str = ""):
    """The gravest risk of a kind over all steps; None where there is none."""
    found = [one for s in outcome.steps for one in s.risks if one.kind == kind]
    chosen = (one for one in found if where in ("", one.where))
    return max(chosen, key=lambda one: one.used or 0.0, default=None)


def breaks(outcome: asperity.Outcome) -> float:
    """Probability that a brittle layer breaks; 0 where nothing bends."""
    found = risk(outcome, "fracture")
    return 0.0 if found is None else found.value


def root(lacking, low: float, high: float, *, digits: float = 1e-3) -> float:
    """Where a rising function of a positive number passes zero; nan beyond the ends."""
    ends = lacking(low), lacking(high)
    if ends[0] > 0 or ends[1] < 0:
        return float("nan")
    found = brentq(lambda x: lacking(float(np.exp(x))), np.log(low), np.log(high), xtol=digits)
    return float(np.exp(found))


# ------------------------------------------------------------------ sodium on a rough face

PRESS = {"name": "press", "kind": "press", "pressure": "10 MPa", "dwell": "10 min"}
"""A step on its own, to be varied."""


@cache
def sodium_recipe() -> asperity.Recipe:
    """The sodium of `na-thermal-press`, pressed at one temperature from the start, and at once."""
    return with_steps("na-thermal-press", PRESS | {"rate": "1 GPa/s"})


def sodium(pressure: float, celsius: float, seconds: float, rms: float = 0.5e-6):
    """Outcome of clean sodium on a rough ceramic face; None where it melts."""
    changes = {
        "press.temperature": f"{float(celsius)!r} degC",
        "steps.press.pressure": f"{float(pressure)!r} Pa",
        "steps.press.dwell": f"{float(seconds)!r} s",
        "interfaces.metal:electrolyte.rms_height": f"{float(rms)!r} m",
    }
    found = run(sodium_recipe(), changes)
    return found if step(found, "press").carried_out else None


def sodium_contact(pressure: float, celsius: float, seconds: float, rms: float = 0.5e-6) -> float:
    """Contact fraction of clean sodium held so; nan where it melts."""
    found = sodium(pressure, celsius, seconds, rms)
    return float("nan") if found is None else face(found, "press").contact_fraction


def _closeness(contact: float) -> float:
    """How near to complete: grows evenly where a contact fraction flattens, so roots are quick."""
    return float(-np.log(max(1 - contact, 1e-9)))


def time_to_contact(pressure: float, celsius: float, wanted: float = 0.99, rms: float = 0.5e-6):
    """Seconds at full pressure until so much touches; 0 below 0.1 s, inf beyond a year."""

    def lacking(seconds: float) -> float:
        found = sodium_contact(pressure, celsius, float(seconds), rms)
        return _closeness(found) - _closeness(wanted)

    if lacking(0.1) > 0:
        return 0.0
    found = root(lacking, 0.1, 3e7, digits=0.02)
    return found if np.isfinite(found) else float("inf")


def pressure_to_contact(
    celsius: float, seconds: float, wanted: float = 0.99, rms: float = 0.5e-6
) -> float:
    """Pressure (Pa) at which so much touches after a time; nan outside 0.5 to 100 MPa."""

    def lacking(pressure: float) -> float:
        found = sodium_contact(float(pressure), celsius, seconds, rms)
        return _closeness(found) - _closeness(wanted)

    return root(lacking, 0.5e6, 100e6, digits=5e-3)


# ------------------------------------------------------------------ published numbers


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    file = next(file for folder in TABLES if (file := folder / f"{name}.csv").is_file())
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


def words(name: str, heading: str) -> list[str]:
    """A column of a published table as text."""
    return [row[heading] for row in _rows(name)]


def column(name: str, heading: str) -> NDArray[np.float64]:
    """A column of a published table; an empty cell is nan."""
    return np.array([float(cell) if cell else np.nan for cell in words(name, heading)])


def validation() -> None:
    """Make the scripts of `validation/` importable."""
    sys.path.insert(0, str(ROOT / "validation"))


# ------------------------------------------------------------------ text


PRINTED = {"um": "µm", "ohm cm^2": "Ω cm²", "mA/cm^2": "mA/cm²", "degC": "°C"}
"""Units as a page prints them."""


def show(value: float, unit: str, digits: int = 3, *, dimension: str = "") -> str:
    """An SI value as people read it, with the unit as it is printed."""
    text = plain_show(value, unit, digits, dimension=dimension)
    return text.replace(unit, PRINTED.get(unit, unit))


def percent(share: float, digits: int = 3) -> str:
    """A share as people write it; a probability too small to matter is not spelt out."""
    if 0 < share < 1e-4:
        return "below 0.01 %"
    if 0.9995 < share < 1:
        return "over 99.9 %"
    return f"{100 * share:.{digits}g} %"


def span(seconds: float) -> str:
    """A time as people say it."""
    if not np.isfinite(seconds):
        return "over a year"
    for limit, unit, size in (
        (1, "", 1),
        (120, "s", 1),
        (7200, "min", 60),
        (172800, "h", 3600),
        (np.inf, "days", 86400),
    ):
        if seconds < limit:
            count = seconds / size
            return f"{count:.{0 if count >= 10 else 1}f} {unit}" if unit else "below 1 s"
    return ""


def table(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a Markdown table to `NAME_name.md`; numbers to three digits."""
    lines = ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    snippet(name, "\n".join(lines))


def fill(name: str, **found: str) -> None:
    """Write `NAME_name.md` from the words of the same name, whose {braces} are filled."""
    words = Path(__file__).parent / "words" / f"{NAME}_{name}.md"
    snippet(name, words.read_text(encoding="utf-8").rstrip().format(**found))


def _cell(value: object) -> str:
    if isinstance(value, float | np.floating):
        return "–" if np.isnan(value) else f"{value:.3g}"
    return str(value).replace("|", "\\|")


def snippet(name: str, text: str) -> None:
    """Write Markdown to `NAME_name.md`, for a page to include."""
    (OUT / f"{NAME}_{name}.md").write_text(text + "\n", encoding="utf-8")


def verdict(outcome: asperity.Outcome, name: str = "verdict") -> None:
    """Write the verdict, its reasons and what to change."""
    reasons = "; ".join(outcome.verdict.reasons)
    advice = "; ".join(outcome.verdict.advice)
    text = f"The verdict is **{outcome.verdict.level}**: {reasons}."
    snippet(name, text + (f" What the program would change: {advice}." if advice else ""))


def doubtful(outcome: asperity.Outcome) -> str:
    """How many of the parameters used were not measured for this material."""
    doubted = [one for one in outcome.sources if one.trust in ("recalled", "assumed", "fitted")]
    return f"{len(doubted)} of {len(outcome.sources)}"


# ------------------------------------------------------------------ pictures


def canvas(width: float = 6.6, height: float = 3.4, **shape) -> tuple[Figure, Axes]:
    """A figure and its axes, as `Figure.subplots` gives them."""
    figure = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    return figure, figure.subplots(**shape)


def save(figure: Figure, name: str = "") -> None:
    """Write the figure to `NAME.svg`, or `NAME_name.svg`."""
    file = OUT / (f"{NAME}_{name}.svg" if name else f"{NAME}.svg")
    figure.savefig(file, metadata={"Date": None})


def plain_log(axis) -> None:
    """Write the ticks of a logarithmic axis as plain numbers: 1, 2, 5 over a short range."""
    low, high = axis.get_view_interval()
    steps = (1, 2, 5) if high / low < 60 else (1,)
    axis.set_major_locator(LogLocator(subs=steps))
    axis.set_minor_formatter(NullFormatter())
    axis.set_major_formatter(lambda value, _: f"{value:g}")
