"""Void-free stripping currents against published ones: how far off.  python validation/stripping.py

First with the cards alone: creep, diffusion, surface energy and size effect of the metal, pits of
0.25 µm on every face (the cards' void_nucleus_radius, assumed), full contact; and, without that
length, the void that is hardest to fill. Then one number for each interface (set of rows), the
share, as the middle of the ratios: it moves the curve up or down and leaves its shape to the law.
Sodium has one row, which its share meets whatever the law. Creep is not capped here at the rate to
which the program believes it: of these rows only sodium's creep is beyond, 5 % of its supply.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tables import column, show, words

import asperity
from asperity.laws import FARADAY, GAS_CONSTANT
from asperity.laws.current.stripping import StrippedMetal, critical_stripping_current, void_supply
from asperity.materials import library
from asperity.outcome import CriticalCurrent

Array = NDArray[np.float64]
NUCLEI = (0.1, 0.15, 0.25, 0.4, 0.6, 1.0)
"""Radii (µm) of pits to look at: the range the cards give."""


def metal_of(name: str) -> StrippedMetal:
    """A metal at room temperature as its card has it; pressure does not slow its creep."""
    card = library.material(name)
    n = card.value("creep_exponent")
    return StrippedMetal(
        A=card.value("creep_prefactor") * 1e-6**n,
        n=n,
        D=card.value("diffusivity"),
        Vm=card.value("molar_volume"),
        surface_energy=card.value("surface_energy"),
        size_length=card.value("size_length"),
    )


LITHIUM, SODIUM = metal_of("lithium"), metal_of("sodium")
NUCLEUS = library.material("Li6PS5Cl").value("void_nucleus_radius")


@dataclass(frozen=True)
class Rows:
    """Published rows of one interface: Pa, A/m2."""

    name: str
    metal: StrippedMetal
    pressure: Array
    current: Array

    def law(self, nucleus: float | None = NUCLEUS) -> Array:
        """A/m2, from the cards alone; None: of the void hardest to fill."""
        return np.asarray(critical_stripping_current(self.pressure, self.metal, nucleus=nucleus))

    def ratios(self, nucleus: float | None = NUCLEUS) -> Array:
        """Law over measured."""
        return self.law(nucleus) / self.current

    def share(self, nucleus: float = NUCLEUS) -> float:
        """What makes the largest factor, up or down, the least."""
        off = self.ratios(nucleus)
        return float(1.0 / np.sqrt(off.max() * off.min()))


def published() -> tuple[Rows, ...]:
    """Three interfaces of three sources."""
    names = np.array(words("critical-stripping-current", "interface"))
    p = column("critical-stripping-current", "pressure_MPa") * 1e6
    i = column("critical-stripping-current", "current_mA_cm2") * 10
    first = tuple(
        Rows(str(name), metal, p[names == name], i[names == name])
        for name, metal in (("Li|Li6PS5Cl", LITHIUM), ("Na|Na beta''-alumina", SODIUM))
    )
    table = "li-void-boundary-current"
    voids = (column(table, "pressure_MPa") * 1e6, column(table, "current_mA_cm2") * 10)
    return (*first, Rows("Li|solid electrolyte", LITHIUM, *voids))


def factor(ratios: Array) -> float:
    """The largest factor by which anything is off, up or down."""
    return float(np.exp(np.abs(np.log(ratios)).max()))


def together(sets: Sequence[Rows], nucleus: float = NUCLEUS) -> float:
    """By how much the worst row is off with one share for all these interfaces."""
    off = np.concatenate([rows.ratios(nucleus) for rows in sets])
    return float(np.sqrt(off.max() / off.min()))


def least_factor(sets: Sequence[Rows]) -> float:
    """What no current that rises with pressure can undercut on these rows together."""
    p = np.concatenate([rows.pressure for rows in sets])
    i = np.concatenate([rows.current for rows in sets])
    earlier = np.where(p[:, None] <= p[None, :], i[:, None] / i[None, :], 1.0)
    return float(np.sqrt(earlier.max()))


def straightness(
    low: float, high: float, metal: StrippedMetal = SODIUM, nucleus: float = NUCLEUS
) -> tuple[float, float]:
    """R2 of a straight line through the law over `low`..`high` (Pa), d ln i/d ln p over them."""
    p = np.linspace(low, high, 201)
    i = np.asarray(void_supply(p, nucleus, metal))
    left = i - np.polyval(np.polyfit(p, i, 1), p)
    ends = np.asarray(void_supply(np.array([low, high]), nucleus, metal))
    slope = np.log(ends[1] / ends[0]) / np.log(high / low)
    return float(1 - left.var() / i.var()), float(slope)


def creep_over_diffusion(p: Array, metal: StrippedMetal, nucleus: float = NUCLEUS) -> Array:
    """How much more creep brings than diffusion at `p` (Pa)."""
    drive = np.asarray(p + 2 * metal.surface_energy / nucleus)
    diffuses = 2 * FARADAY * metal.D * drive / (GAS_CONSTANT * metal.temperature * nucleus)
    return np.asarray(void_supply(p, nucleus, metal) / diffuses - 1)


def cell(pressures: Sequence[float]) -> Mapping[float, tuple[float, CriticalCurrent]]:
    """The shipped symmetric cell, pressed at 25 MPa, operated at pressures in MPa.

    Contact fraction and critical currents (A/m2), with the contact the program finds in place of
    full contact. The creep-limited current has nothing fitted on currents.
    """
    found = {}
    for p in pressures:
        recipe = asperity.load_recipe("symmetric-cell")
        outcome = asperity.press(recipe.replace({"steps.operate.pressure": f"{p:g} MPa"}))
        critical = outcome.cell.critical_current_a_per_m2 if outcome.cell else None
        assert critical is not None
        found[p] = (outcome.steps[-1].interfaces[0].contact_fraction, critical)
    return found


def main() -> None:
    for rows in published():
        share, off = rows.share(), rows.ratios()
        print(
            f"\n{rows.name}: share {share:.3g}, of which within a factor {factor(share * off):.2f}"
        )
        head = ("MPa", "mA/cm2", "cards", "/measured", "hardest void", "/measured", "with share")
        columns = (rows.pressure / 1e6, rows.current / 10, rows.law() / 10, off)
        hardest = (rows.law(None) / 10, rows.ratios(None))
        show(head, zip(*columns, *hardest, share * off, strict=True))
    print("\nfactor by which the worst row is off: cards alone, with the share fitted, the share")
    table = []
    for a in NUCLEI:
        told = [
            (factor(rows.ratios(a * 1e-6)), factor(s * rows.ratios(a * 1e-6)), s)
            for rows in published()
            for s in [rows.share(a * 1e-6)]
        ]
        table.append((a, *(number for three in told for number in three)))
    kinds = [f"{rows.name.split('|')[0]} {k}" for rows in published() for k in ("off", "fit", "s")]
    show(("pit µm", *kinds), table)
    both = published()[::2]
    print(
        f"one share for all rows: {together(published()):.1f}; for lithium's: {together(both):.1f}"
    )
    print(f"lithium's rows together, any rising law: {least_factor(published()[::2]):.2f} at least")
    print("\nsodium: straight line R2 and exponent over a range; creep over diffusion at its ends")
    spans = np.array([(1, 5), (2, 9), (1, 9), (9, 18)]) * 1e6
    told = [
        (*ends / 1e6, *straightness(*ends), *creep_over_diffusion(ends, SODIUM)) for ends in spans
    ]
    show(("from MPa", "to", "R2", "exponent", "creep/diff", "at the end"), told)
    print("\nthe shipped symmetric cell after 25 MPa: critical stripping current by creep and")
    print("diffusion, by the interface; measured 0.2 at 3 MPa, 1.0 at 7; 0.075 for 1000 h at 5 MPa")
    told = [
        (p, contact, critical.stripping / 10, critical.stripping_interface_limited / 10)
        for p, (contact, critical) in cell((1.0, 3.0, 5.0, 7.0, 25.0)).items()
    ]
    show(("MPa", "contact", "creep, diffusion", "interface mA/cm2"), told)


if __name__ == "__main__":
    main()
