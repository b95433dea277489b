"""The mean field's constriction against current maps of the same faces.

    python validation/constriction.py [--write]

Faces are generated, pressed, and the current through their contact map is solved, without charge
transfer and with it. Elastic ones in one band (Hurst exponents 0.3 to 1, longest wave 8 to 512
times the shortest) and in two; lithium and sodium of the cards, that have crept, as in
`fidelities.py`. Nothing of the law is fitted on them. It is asked under the load of the map, as a
run asks it, and at the map's contact fraction. `--write` renews `data/constriction.csv` in some
twenty minutes of one core; resistances in it are times the conductivity and over the longest wave.
"""

import argparse
import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from fidelities import LONGEST, PERIOD, RAMP, THICKNESS, Case
from numpy.typing import NDArray
from scipy.optimize import least_squares
from scipy.special import erf, erfinv
from tables import show

from asperity.contact import Schedule, close_interface, constriction, elastic_contact
from asperity.laws.closure.fraction import slopes, variance_of, variance_shares
from asperity.laws.current import constriction as law
from asperity.laws.flow.flow import Flow
from asperity.process.faces.close import march
from asperity.process.faces.face import Touch, untouched
from asperity.topography import Band, self_affine, spectrum

Array = NDArray[np.float64]
Row = dict[str, Any]
TABLE = Path(__file__).parent / "data" / "constriction.csv"
LOADS = (0.01, 0.03, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95, 0.99)
"""Contact fractions that Persson's theory has for the pressures on elastic faces."""
THICK = (inf, 1 / 4, 1 / 16)
"""Thickness of the electrolyte over the longest wave."""
WAGNER = (0.1, 1.0, 10.0)
"""Charge transfer over contact, over the constriction without it."""
ELASTIC = (
    *(
        (hurst, ratio, periods, points, seed)
        for hurst in (0.3, 0.5, 0.8, 1.0)
        for ratio, periods, points in ((8, 4, 8), (32, 2, 8), (128, 2, 4))
        for seed in (0, 1, 2)
    ),
    (0.8, 512, 1, 4, 0),
)
SECOND = ((4, 16, 64, 0.1), (4, 8, 32, 0.3), (2, 32, 64, 0.05))
"""Two bands of Hurst exponent 0.8: where the first ends, the second begins and ends, as shares of
the longest wave, and the rms height of the second over that of the first."""
CREPT = (
    ("lithium", 25.0, (3e6, 10e6, 30e6)),
    ("sodium", 25.0, (0.3e6, 1e6, 3e6)),
    ("sodium", 97.0, (0.1e6, 0.3e6, 1e6)),
)
HELD = (10.0, 600.0, 3600.0)
RATIO, GRID = 8, 128
OUTLINE = (np.pi - 1 + np.log(2)) / 24
"""What a side between contact and gap adds to the area a solver finds, in squares (Yastrebov,
Anciaux & Molinari 2017, arXiv:1701.02727)."""
BEYOND = 3.3
"""The same for the resistance: such a contact reaches 0.15 of a square too far, and the edges of
`asperity.contact.current.edge` are worth 0.045."""
HEADINGS = (
    "face",
    "hurst",
    "ratio",
    "points",
    "seed",
    "load",
    "held_s",
    "fraction",
    "fraction_mean_field",
    *(f"R_{name}" for name in ("inf", "4th", "16th")),
    "R_even",
    *(f"excess_{wagner:g}" for wagner in WAGNER),
    *(f"p{p}_{wagner:g}" for p in (95, 99) for wagner in (0.0, *WAGNER)),
)


@dataclass(frozen=True, kw_only=True)
class Face:
    """What the law needs of a face: (bands, points), lengths in longest waves."""

    wavenumber: Array
    variance: Array
    fraction: Array

    def at(self, fraction: float) -> "Face":
        """The same face, as much in contact as this; earlier bands follow in proportion."""
        x = erfinv(np.array([self.fraction[-1], fraction]))
        closer = erfinv(self.fraction) * x[1] / x[0]
        return Face(wavenumber=self.wavenumber, variance=self.variance, fraction=erf(closer))

    def resistance(self, thickness: float, gamma: float = law.GAMMA) -> float:
        """The law's."""
        known = self.fraction, self.wavenumber, self.variance
        bands = law.constriction(*known, conductivity=1.0, thickness=thickness, gamma=gamma)
        return float(bands.sum())

    def tubes(self) -> float:
        """Round spots in tubes, a wavelength of the mean of each band's pressure apart, thick."""
        down = np.square(1 / erfinv(self.fraction))
        before = np.concatenate([[0.0], down[:-1]])[:, None]
        reached = before + self.variance * (down[:, None] - before)
        power = np.diff(reached, axis=1, prepend=before) * erf(1 / np.sqrt(reached))
        q = (self.wavenumber * power).sum(axis=1) / power.sum(axis=1)
        longer = np.concatenate([[1.0], self.fraction[:-1]])
        own = law.even_spots(self.fraction / longer, q, conductivity=1.0, thickness=1e9)
        return float((own / longer).sum())


def current(contact: NDArray[np.bool_], spacing: float, *, flowed: bool) -> Row:
    """What the current through a contact map answers; `spacing` over the longest wave.

    An elastic contact reaches too far on its grid; one that has `flowed` does not: on a grid
    twice as fine its area moves by up to 5 % either way, its resistance by up to a fifth.
    """
    known = {"spacing": spacing, "conductivity": 1.0, "tolerance": 1e-3}
    row: Row = {"fraction": float(contact.mean()) if flowed else area(contact)}
    for name, thickness in zip(("inf", "4th", "16th"), THICK, strict=True):
        found = constriction(contact, thickness=thickness, **known)
        edges = found.upper_bound - found.resistance
        row[f"R_{name}"] = found.resistance + (0.0 if flowed else BEYOND * edges)
        if thickness == inf:
            alone, f = found.resistance, found.contact_fraction
            row["p95_0"], row["p99_0"] = (f * value for value in found.percentiles[-2:])
    for wagner in WAGNER:
        found = constriction(contact, charge_transfer=wagner * alone * f, **known)
        row[f"excess_{wagner:g}"] = found.resistance / (alone * (1 + wagner)) - 1
        ends = (value * f for value in found.percentiles[-2:])
        row[f"p95_{wagner:g}"], row[f"p99_{wagner:g}"] = ends
    much = 1e4
    found = constriction(contact, charge_transfer=much * alone * f, **known)
    row["R_even"] = (found.resistance / alone - much) * row["R_inf"]
    return row


def area(contact: NDArray[np.bool_]) -> float:
    """Contact fraction of a map that a solver found: less what its outlines reach too far."""
    edges = sum(np.count_nonzero(contact != np.roll(contact, 1, axis)) for axis in (0, 1))
    return float(contact.mean() - OUTLINE * edges / contact.size)


def elastic_face(bands: Sequence[Band]) -> tuple[Callable[[float], Face], float]:
    """The law's face at a pressure over the modulus, and Persson's G over the modulus squared."""
    found = spectrum(bands)
    G = variance_of(slopes(found.wavenumber, found.density, found.weight), np.ones(1))

    def at(pressure: float) -> Face:
        return Face(
            wavenumber=found.wavenumber,
            variance=variance_shares(G),
            fraction=erf(pressure / (2 * np.sqrt(G[:, -1]))),
        )

    return at, float(G[-1, -1])


def bands_of(row: Row) -> list[Band]:
    """The bands of an elastic row, in longest waves."""
    if row["face"] == "elastic":
        return [Band(rms_height=0.01, hurst=row["hurst"], longest=1.0, shortest=1 / row["ratio"])]
    first, begins, ends, low = SECOND[int(row["face"].removeprefix("two bands "))]
    return [
        Band(rms_height=0.01, hurst=0.8, longest=1.0, shortest=1 / first),
        Band(rms_height=0.01 * low, hurst=0.8, longest=1 / begins, shortest=1 / ends),
    ]


def elastic(told: Row, periods: int, loads: Sequence[float] = LOADS) -> Iterator[Row]:
    """Rows of one elastic face under all loads."""
    bands, size = bands_of(told), int(told["ratio"] * periods * told["points"])
    spacing, chance = periods / size, np.random.default_rng(int(told["seed"]))
    heights = sum(
        self_affine((size, size), spacing=spacing, band=band, seed=chance).heights for band in bands
    )
    for load in loads:
        pressure = 2 * np.sqrt(elastic_face(bands)[1]) * erfinv(load)
        found = elastic_contact(
            heights, spacing=spacing, modulus=1.0, pressure=pressure, tolerance=1e-4
        )
        contact = found.pressure > 0
        if not contact.all():
            now = current(contact, spacing, flowed=False)
            yield told | now | {"load": pressure, "fraction_mean_field": load}


def crept(
    metal: str, celsius: float, pressure: float, seed: int, grid: int = GRID
) -> Iterator[Row]:
    """Rows of one face of a metal that creeps, after each hold."""
    case = Case(metal=metal, celsius=celsius, rms_height=0.5e-6, pressure=pressure)
    face, spacing = case.face(LONGEST / RATIO), PERIOD / grid
    band = Band(rms_height=0.5e-6, hurst=0.8, longest=LONGEST, shortest=LONGEST / RATIO)
    times = np.array([0.0, RAMP, *(RAMP + held for held in HELD)])
    found = close_interface(
        self_affine((grid, grid), spacing=spacing, band=band, seed=seed).heights,
        spacing=spacing,
        modulus=1 / ((1 - face.poisson**2) / face.modulus + face.other),
        creep=Flow(face.creep, face.size),
        schedule=Schedule(
            times, pressure * np.minimum(times / RAMP, 1.0), np.full_like(times, celsius + 273.15)
        ),
        thickness=THICKNESS,
        tolerance=3e-3,
        frames=times[2:].tolist(),
        threads=1,
    )
    assert found.converged, found.reason
    touch = touched(case)
    for index, (held, frame) in enumerate(zip(HELD, found.frames, strict=True)):
        contact = frame.gap <= 0
        if contact.all():
            continue
        told = {"face": f"{metal} {celsius:.0f}", "hurst": 0.8, "ratio": RATIO, "seed": seed}
        now = {"points": grid * LONGEST / PERIOD / RATIO, "load": pressure, "held_s": held}
        mean = {"fraction_mean_field": float(touch.fraction[1 + index, -1])}
        seen = current(contact, spacing / LONGEST, flowed=True)
        yield told | now | seen | mean


def touched(case: Case) -> Touch:
    """How the mean field has the crept face touch after the holds, behind their beginning."""
    face = case.face(LONGEST / RATIO)
    _, state = march([face], (untouched(face, THICKNESS),), case.where, np.linspace(0.0, RAMP, 5))
    grid = np.array([0.0, *HELD])
    touches, _ = march([face], state, lambda t: case.where(RAMP + t), grid)
    return touches[0]


def face_of_row(row: Row, touches: dict[object, Touch]) -> Face:
    """The law's face of a row, as the mean field has it under the row's load."""
    if not row["held_s"]:
        return elastic_face(bands_of(row))[0](row["load"])
    metal, celsius = str(row["face"]).split()
    key = metal, celsius, row["load"]
    if key not in touches:
        touches[key] = touched(
            Case(metal=metal, celsius=float(celsius), rms_height=0.5e-6, pressure=row["load"])
        )
    touch, at = touches[key], 1 + HELD.index(row["held_s"])
    assert touch.variance is not None
    return Face(
        wavenumber=touch.wavenumber * LONGEST,
        variance=touch.variance[at],
        fraction=touch.fraction[at],
    )


def everything() -> Iterator[Row]:
    """All rows."""
    blank = {"held_s": 0.0}
    for hurst, ratio, periods, points, seed in ELASTIC:
        told = {"face": "elastic", "hurst": hurst, "ratio": ratio, "points": points, "seed": seed}
        yield from elastic(blank | told, periods, LOADS[2::3] if ratio > 128 else LOADS)
    for index, (_, _, ratio, _) in enumerate(SECOND):
        for seed in (0, 1):
            told = {"face": f"two bands {index}", "hurst": 0.8, "ratio": ratio, "seed": seed}
            yield from elastic(blank | told | {"points": 4}, 2)
    for metal, celsius, pressures in CREPT:
        for pressure in pressures:
            for seed in (0, 1):
                yield from crept(metal, celsius, pressure, seed)


def read() -> list[Row]:
    """The committed table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [{k: v if k == "face" else float(v) for k, v in row.items()} for row in rows]


def write() -> None:
    """Renew the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        out.write("# source: validation/constriction.py --write; every setting stands there\n")
        out.write("# R: times conductivity over longest wave; load: Pa, or over E* where elastic\n")
        lines = csv.DictWriter(out, HEADINGS, lineterminator="\n")
        lines.writeheader()
        for row in everything():
            told = {k: f"{v:.5g}" if isinstance(v, float) else v for k, v in row.items()}
            lines.writerow(told)
            print(*(told[k] for k in HEADINGS[:12]), flush=True)


def ratios(rows: list[Row]) -> list[Row]:
    """The law over the map for each row.

    `load` and `thin` under the load of the map, on an electrolyte thick and a sixteenth of the
    longest wave thick; `contact` at the contact of the map; `tubes` under its load likewise.
    """
    touches: dict[object, Touch] = {}
    found = []
    for row in rows:
        face = face_of_row(row, touches)
        told = {
            "load": face.resistance(inf) / row["R_inf"],
            "thin": face.resistance(THICK[-1]) / row["R_16th"],
            "contact": face.at(row["fraction"]).resistance(inf) / row["R_inf"],
            "tubes": face.tubes() / row["R_inf"],
        }
        found.append(row | {"pressed": row["load"]} | told)
    return found


def best_gamma(rows: list[Row]) -> float:
    """What γ would be if it were fitted under load: Hurst exponents 0.3 and 0.8, seed 0."""
    of = [
        row
        for row in settled(rows)
        if row["face"] == "elastic" and row["hurst"] in (0.3, 0.8) and row["seed"] == 0
    ]
    faces = [face_of_row(row, {}) for row in of]

    def lacking(gamma: Array) -> list[float]:
        found = [face.resistance(inf, float(gamma[0])) for face in faces]
        return [float(np.log(R / row["R_inf"])) for R, row in zip(found, of, strict=True)]

    return float(least_squares(lacking, law.GAMMA).x[0])


BINS = ((0.0, 0.03), (0.03, 0.1), (0.1, 0.3), (0.3, 0.6), (0.6, 0.9), (0.9, 0.99))
GROUPS = (
    "elastic 0.3",
    "elastic 0.5",
    "elastic 0.8",
    "elastic 1",
    "two bands",
    "lithium",
    "sodium",
)
ASKED = ("load", "thin", "contact", "tubes")
SPREAD = ("mean", "rms", "worst")
SETTLED = 0.99
"""Contact fraction above which a map has too few pits to judge by, one by one."""


def spread(ratios: Sequence[float]) -> tuple[float, float, float]:
    """Mean of the logarithm and root mean square, both as factors, and the worst."""
    logs = np.log(ratios)
    worst = logs[np.argmax(np.abs(logs))]
    return float(np.exp(logs.mean())), float(np.sqrt(np.mean(logs**2))), float(np.exp(worst))


def settled(rows: list[Row]) -> list[Row]:
    """Those with enough pits to judge by, on the map and in the mean field."""
    names = "fraction", "fraction_mean_field"
    return [row for row in rows if max(row[name] for name in names) <= SETTLED]


def group(row: Row) -> str:
    """The kind of face of a row."""
    face = row["face"]
    return f"elastic {row['hurst']:g}" if face == "elastic" else face.rsplit(maxsplit=1)[0]


def errors(rows: list[Row]) -> tuple[object, ...]:
    """How many, and the spread of each answer asked for."""
    found = [spread([row[name] for row in rows]) for name in ASKED]
    return (len(rows), *(x for one in found for x in one))


def by_contact(rows: list[Row]) -> list[tuple[object, ...]]:
    """Errors by contact fraction of the map; rows of `ratios`."""
    of = [
        (low, high, [r for r in settled(rows) if low < r["fraction"] <= high]) for low, high in BINS
    ]
    return [(f"{low:g} to {high:g}", *errors(those)) for low, high, those in of]


def by_face(rows: list[Row]) -> list[tuple[object, ...]]:
    """Errors by kind of face; rows of `ratios`."""
    of = [(name, [row for row in settled(rows) if group(row) == name]) for name in GROUPS]
    return [(name, *errors(those)) for name, those in of]


def by_wagner(rows: list[Row]) -> list[tuple[object, ...]]:
    """By how much a map has more than the sum of charge transfer and constriction, and its focus.

    For each Wagner number the median and the most of: the excess as a share of the sum, and the
    current of the 5 % and 1 % of the contact where it is highest, over its mean over the contact.
    """
    table = []
    for wagner in (0.0, *WAGNER):
        names = (f"excess_{wagner:g}", f"p95_{wagner:g}", f"p99_{wagner:g}")
        of = [[row.get(name, 0.0) for row in settled(rows)] for name in names]
        table.append((wagner, *(f(one) for one in of for f in (median, max))))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew the committed table")
    asked = parser.parse_args()
    if asked.write:
        write()
    rows = read()
    print(f"gamma fitted: {best_gamma(rows):.3f}, in use: {law.GAMMA}")
    known = ratios(rows)
    heads = ("cases", *(f"{x} {y}" for x in ASKED for y in SPREAD))
    show(("in contact", *heads), by_contact(known))
    show(("face", *heads), by_face(known))
    ends = [f"{x} {y}" for x in ("excess", "p95", "p99") for y in ("median", "most")]
    show(("Wagner number", *ends), by_wagner(rows))


if __name__ == "__main__":
    main()
