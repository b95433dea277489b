"""What the command line loads for the impedance of a cell, when that is asked for."""

# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING

from asperity.cli.lazy import told_of_options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from asperity.outcome import Outcome
    from asperity.outcome.spectrum.told import CellSpectrum
    from asperity.recipe import Recipe


def refuse_step(recipe: Recipe, step: str | None) -> None:
    """Refuse a step that a recipe does not have, before it is pressed."""
    from asperity.errors import Refusal, one_of, quoted

    names = [one.name for one in recipe.steps]
    if step is not None and step not in names:
        raise Refusal("--step", f"{quoted(step)}, no step of this recipe", one_of(step, names))


def file_kind(file: str) -> str:
    """The kind of file that a name asks for."""
    from asperity.errors import Refusal, quoted
    from asperity.report.spectrum.files import KINDS

    kind = file.rpartition(".")[2].lower() if "." in file else ""
    if kind not in KINDS:
        ends = " or ".join(f".{name}" for name in KINDS)
        raise Refusal("--out", quoted(file), f"write a name that ends in {ends}")
    return kind


def told(outcome: Outcome, step: str | None) -> CellSpectrum:
    """The spectrum after a step."""
    from asperity.outcome.spectrum.told import cell_spectrum

    with told_of_options({"step"}):
        return cell_spectrum(outcome, step)


def lines(found: CellSpectrum) -> RenderableType:
    """A spectrum, for a terminal."""
    from asperity.report.spectrum import render

    return render(found)


def text(found: CellSpectrum, kind: str) -> str:
    """A spectrum as a file of this kind."""
    from asperity.report.spectrum import text_of

    return text_of(found, kind)
