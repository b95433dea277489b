"""Question 10, its part on shorting: thresholds predicted and measured, by temperature and hold."""

from dataclasses import replace

import numpy as np
from _kit import MINUTE, MPA, column, show, span, table, validation, words

import asperity
from asperity.outcome.gather.ahead.risks import planned_risks
from asperity.stack import Stack, Step, build

validation()
import short  # noqa: E402

HOUR = 3600.0
CELL = "symmetric-cell"
HOLDS = (MINUTE, 10 * MINUTE, 10 * HOUR, 1000 * HOUR)
PRESSURES = (5, 10, 25, 50, 75)


def judged(stack: Stack, pressure: float, celsius: float, held: float):
    """The risk of a short at a planned pressure (Pa), temperature and hold (s)."""
    present = tuple(layer.name for layer in stack.layers)
    step = Step(name="hold", kind="press", layers=present, pressure=pressure, dwell=held, rate=1e12)
    warm = replace(stack, steps=(step,), temperature=273.15 + celsius)
    return next(risk for risk in planned_risks(warm) if risk.kind == "mechanical-short")


def dense(stack: Stack, density: float) -> Stack:
    """The stack with an electrolyte of that relative density, that compacts no further."""
    layers = [
        replace(layer, relative_density=density, powder=None) if layer.electrolyte else layer
        for layer in stack.layers
    ]
    return replace(stack, layers=tuple(layers))


def shorts() -> None:
    rows = [
        ("sodium", name, show(e * MPA, "MPa"), show(p, "MPa", 2), show(s * MPA, "MPa"))
        for name, e, p, s in zip(
            words(short.CONTACT, "electrolyte"),
            column(short.CONTACT, "sodium_inclusion_MPa"),
            short.hydroborates(),
            column(short.CONTACT, "mechanical_short_MPa"),
            strict=True,
        )
    ]
    found = show(short.lithium()["cycled cells"], "MPa", 2)
    there = show(short.measured_lithium(), "MPa")
    rows.append(("lithium", "Li6PS5Cl, 82 % dense", "–", found, there))
    table(
        "rows", ("metal", "electrolyte", "enters at", "short, predicted", "short, measured"), rows
    )


def thresholds() -> None:
    stack = build(asperity.load_recipe(CELL))
    rows = [
        (
            f"{100 * density:.0f} %, {celsius} °C",
            *(show(judged(dense(stack, density), MPA, celsius, t).limit, "MPa", 2) for t in HOLDS),
        )
        for density, celsius in ((0.82, 25), (0.82, 60), (0.92, 25), (0.92, 60))
    ]
    heads = ("lithium on Li6PS5Cl", *(f"shorts within {span(t)} at" for t in HOLDS))
    table("thresholds", heads, rows)


def chances() -> None:
    stack = dense(build(asperity.load_recipe(CELL)), 0.82)
    rows = []
    for held in (10 * MINUTE, 10 * HOUR):
        found = [judged(stack, p * MPA, 25, held) for p in PRESSURES]
        rows.append((span(held), *(_chance(risk) for risk in found)))
    table("chances", ("held at 25 °C", *(f"{p} MPa" for p in PRESSURES)), rows)


def _chance(risk) -> str:
    ends = (risk.probability, risk.probability_low, risk.probability_high)
    return "{} ({} to {})".format(*(f"{100 * np.round(end, 2):.0f} %" for end in ends))


def main() -> None:
    shorts()
    thresholds()
    chances()


if __name__ == "__main__":
    main()
