"""The problems: a size, a contact fraction, its pressure, a tight answer, a tolerance for each."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from contact.surface import face
from contact.workers import OURS, TroubleError, Worker
from scipy.special import erfinv

FRACTIONS = (0.02, 0.15, 0.53, 0.92)
WANTED = 1e-6
"""True error of the pressure, root mean square over root mean square, that all must reach."""
TIGHT = 1e-10
"""The tolerance of the answer that errors are measured from."""
CHECKED = 1e-8
"""How near a peer's tight solve must come to it."""
SAME_FRACTION = 0.01


@dataclass(frozen=True)
class Case:
    """A face of `points` squared, pressed by `pressure`, Pa; `reference` names the tight answer."""

    points: int
    fraction: float
    pressure: float
    reference: Path


def heights(points: int, folder: Path) -> Path:
    """The file of a face."""
    file = folder / f"face-{points}.npy"
    if not file.exists():
        np.save(file, face(points))
    return file


def make(points: int, fraction: float, ours: Worker, folder: Path) -> Case:
    """Find the pressure that gives the contact fraction, and the tight answer there."""
    reference = folder / f"tight-{points}-{fraction}.npy"
    pressure = _pressure(fraction, ours)
    _solve(ours, pressure, TIGHT, save=reference)
    return Case(points, fraction, pressure, reference)


def _solve(worker: Worker, pressure: float, tolerance: float, **words: Any) -> dict[str, Any]:
    save = words.get("save")
    return worker.ask(
        "solve",
        pressure=pressure,
        tolerance=tolerance,
        runs=1,
        seconds=0,
        save=str(save) if save else None,
    )


def _pressure(fraction: float, ours: Worker) -> float:
    """By secants on the argument of Persson's law, f = erf(√2 p̄ / (E* h')), nearly a line in p̄."""
    wanted = erfinv(fraction)
    pressures = [wanted / np.sqrt(2)]
    found: list[float] = []
    for _ in range(8):
        got = _solve(ours, pressures[-1], 1e-4)["contact_fraction"]
        if abs(got - fraction) < SAME_FRACTION * min(fraction, 1 - fraction):
            break
        found.append(float(erfinv(got)))
        slope = found[0] / pressures[0]
        if len(found) > 1:
            slope = (found[-1] - found[-2]) / (pressures[-1] - pressures[-2])
        pressures.append(pressures[-1] + (wanted - found[-1]) / slope)
    return float(pressures[-1])


def error(saved: Path, reference: Path) -> float:
    """The difference of two pressures, root mean square over root mean square of the second."""
    right = np.load(reference)
    return float(np.linalg.norm(np.load(saved) - right) / np.linalg.norm(right))


def own_tolerance(worker: Worker, case: Case, saved: Path) -> dict[str, float]:
    """The largest tolerance with which a code's true error is within the one wanted.

    Args:
        worker: the code
        case: what it presses
        saved: a file for its answers
    """
    if worker.code == OURS:
        return _by_trial(worker, case, saved)
    return _by_history(worker, case)


def history(worker: Worker, case: Case, until: float) -> dict[str, Any]:
    """A code's criterion and its true error, step by step, until the latter is small."""
    return worker.ask(
        "history",
        pressure=case.pressure,
        reference=str(case.reference),
        wanted=WANTED,
        until=until,
    )


def _by_history(worker: Worker, case: Case) -> dict[str, float]:
    """From what the code's criterion and its true error were, step by step, in one tight solve."""
    told = history(worker, case, CHECKED)
    criteria, errors = told["criteria"], told["errors"]
    agreement = min(errors)
    least = float("inf")
    for criterion, true in zip(criteria, errors, strict=False):
        if criterion < least and true <= WANTED:  # it would not have stopped before
            return {"tolerance": criterion * (1 + 1e-5), "agreement": agreement}
        least = min(least, criterion)
    raise TroubleError(f"{worker.code}: comes no nearer than {agreement:.1e}")


def _by_trial(worker: Worker, case: Case, saved: Path) -> dict[str, float]:
    """By halving on a scale of tenths of a decade."""
    low, high = -10, 11
    while high - low > 1:
        middle = (low + high) // 2
        tolerance = WANTED * 10 ** (middle / 10)
        _solve(worker, case.pressure, tolerance, save=saved)
        if error(saved, case.reference) <= WANTED:
            low = middle
        else:
            high = middle
    return {"tolerance": WANTED * 10 ** (low / 10), "agreement": 0.0}
