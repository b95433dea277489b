"""Theory of current: the mean field's constriction beside current maps, and rules it brings out."""

from dataclasses import replace

import numpy as np
from _kit import COLOURS, canvas, load, plain_log, save, show, table, validation

import asperity
from asperity.laws.current.constriction import constriction
from asperity.process.faces.close import march
from asperity.process.faces.engine import Where
from asperity.process.faces.face import untouched
from asperity.process.faces.touch import face_of
from asperity.stack import build
from asperity.topography import Band, spectrum

validation()
import constriction as maps  # noqa: E402

KINDS = ("elastic", "two bands", "lithium", "sodium")
LABELS = ("elastic, one band", "elastic, two bands", "lithium, crept", "sodium, crept")
THICKNESS, RAMP = 0.5e-3, 10.0


def draw(rows) -> None:
    """The law and round spots in tubes over the map, against contact."""
    figure, axes = canvas(7.4, 3.2, ncols=2, sharey=True)
    for one, name, title in zip(
        axes, ("load", "tubes"), ("Barber and Persson", "Spots in tubes"), strict=True
    ):
        for kind, label, colour in zip(KINDS, LABELS, COLOURS, strict=False):
            of = [row for row in maps.settled(rows) if row["face"].startswith(kind)]
            ratio = [row[name] for row in of]
            one.plot([row["fraction"] for row in of], ratio, ".", ms=4, color=colour, label=label)
        one.axhline(1, color="0.6", lw=0.8, zorder=0)
        one.set(xscale="log", yscale="log", title=title, xlabel="contact fraction of the map")
        plain_log(one.xaxis)
        plain_log(one.yaxis)
    axes[0].set(ylabel="constriction, law over map")
    axes[1].legend(loc="lower right", fontsize=8)
    save(figure)


def judged(rows) -> None:
    """Errors by kind of face and by contact."""
    heads = ("maps", "mean", "rms", "worst", "thin: mean", "worst", "at the map's contact", "tubes")
    for name, first, found in (
        ("faces", "face", maps.by_face(rows)),
        ("contact", "in contact", maps.by_contact(rows)),
    ):
        lines = []
        for told, cases, *x in found:
            factors = (x[0], f"{x[1]:.2f}", x[2], x[3], x[5], x[6], x[9])
            lines.append((told, str(cases), *(_factor(value) for value in factors)))
        table(name, (first, *heads), lines)


def _factor(value) -> str:
    return value if isinstance(value, str) else f"{value:.2f}"


def evened(rows) -> None:
    """What charge transfer does to the sum, and to the focus of the current."""
    heads = ("Wagner number", "sum too low by", "at most", "5 % carry", "at most", "1 % carry")
    lines = [
        (
            f"{wagner:g}",
            f"{100 * x[0]:.1f} %",
            f"{100 * x[1]:.0f} %",
            *(f"{value:.1f}" for value in x[2:]),
        )
        for wagner, *x in maps.by_wagner(rows)
    ]
    table("wagner", (*heads, "at most"), lines)


def falls() -> None:
    """Resistance of the lithium cell against the pressure: exponents from each step to the next."""
    pressures = (1, 2, 5, 10, 15, 25)
    faces = []
    for pressure in pressures:
        changes = {"steps.press.pressure": f"{pressure} MPa", "press.guide_friction": "0 MPa"}
        outcome = asperity.press(load("symmetric-cell").replace(changes))
        step = next(one for one in outcome.steps if one.name == "press")
        faces.append(next(one for one in step.interfaces if one.name == "metal:electrolyte"))
    lines = []
    for at, (pressure, face) in enumerate(zip(pressures, faces, strict=True)):
        steeper = [""] * 2
        if at:
            ratio = np.log(pressure / pressures[at - 1])
            pairs = [(one.charge_transfer_ohm_m2, one.constriction_ohm_m2) for one in faces]
            steeper = [f"{x / ratio:.2f}" for x in np.log(np.divide(pairs[at], pairs[at - 1]))]
        lines.append(
            (
                f"{pressure} MPa",
                show(face.charge_transfer_ohm_m2, "ohm cm^2", 2),
                steeper[0],
                show(face.constriction_ohm_m2, "ohm cm^2", 2),
                steeper[1],
            )
        )
    table("falls", ("pressure", "charge transfer", "exponent", "constriction", "exponent"), lines)


def parted() -> None:
    """One face of lithium in one band, in two, in five: the same contact, another constriction."""
    face = face_of(build(load("symmetric-cell")), ("metal", "electrolyte"))
    lines = []
    for waves in ((10, 0.02), (10, 1, 0.02), (10, 3, 1, 0.3, 0.1, 0.02)):
        touch = _pressed(replace(face, spectrum=spectrum(_bands(np.array(waves) * 1e-6))), 5e6)
        known = touch.fraction[-1], touch.wavenumber, touch.variance[-1]
        ohms = constriction(*known, conductivity=0.25, thickness=1e-3).sum()
        cuts = ", ".join(f"{wave:g}" for wave in waves[1:-1]) or "–"
        lines.append((cuts, f"{touch.fraction[-1, -1]:.3f}", show(float(ohms), "ohm cm^2", 2)))
    table("parted", ("cut at (µm)", "in contact", "constriction"), lines)


def _bands(waves):
    """A face of 1 µm and Hurst exponent 0.8 in bands that end at these wavelengths (m)."""
    power = -np.diff(waves**1.6)
    heights = 1e-6 * np.sqrt(power / power.sum())
    return [
        Band(rms_height=float(rms), hurst=0.8, longest=float(a), shortest=float(b))
        for rms, a, b in zip(heights, waves, waves[1:], strict=False)
    ]


def _pressed(face, pressure):
    """How it touches after five minutes."""

    def where(t):
        rising = 1 / t if 0 < t < RAMP else 0.0
        now = (pressure * min(t / RAMP, 1.0),)
        return Where(pressure=now, temperature=298.15, thickness=(THICKNESS,), rising=rising)

    _, state = march([face], (untouched(face, THICKNESS),), where, np.linspace(0.0, RAMP, 5))
    (touch,), _ = march([face], state, lambda t: where(RAMP + t), np.array([0.0, 300.0]))
    return touch


def main() -> None:
    rows = maps.ratios(maps.read())
    draw(rows)
    judged(rows)
    evened(rows)
    falls()
    parted()


if __name__ == "__main__":
    main()
