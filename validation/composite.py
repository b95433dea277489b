"""Composite cathodes of NCM622 + Li6PS5Cl, by law and by press.  python validation/composite.py

Fitted: the ionic threshold; the electronic threshold and the share of contacts. The exponents are
published ones, but of those the ionic 2.4 follows these rows best, the threshold fitted again for
each, so that in effect it was chosen on them: `exponents`. The rows are few, four mixtures for the
ions, twice, for two readings of the porosity; and the law by which the program packs a mixture is
fitted on this paper too. So this is a fit, no validation. Judged: each mixture by the fit on the
others; all rows by recipes that press the mixture at 380 MPa and let it go to 40 MPa, with the
cards NMC622 and Li6PS5Cl.

Volume per cent are read as per cent of the whole: 25 to 61 % are then 50 to 85 % of the mass, as
mixed. Of the porosity the source says 13 to 17 %. The fit takes two readings of it with equal
weight: rising in step with the active material, and that of the program, whose pores are a little
more. Its tortuosity is σ φ/σ_eff; where a row has none, σ is the mean of the rows that have both.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, least_squares
from tables import column, show

import asperity
from asperity.laws.current import composite as law
from asperity.outcome import LayerOutcome

TABLE = "composite-cathode-conductivity"
POROSITY = (0.13, 0.17)
EXPONENTS = (1.9, 2.0, 2.4, 3.0)
"""Of a lattice (1.9, older 2.0), of a continuum by its narrow necks (2.4), and one above."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Path:
    """Fraction of a conducting phase and its effective conductivity over that of the phase."""

    fraction: Array
    reduced: Array

    def only(self, chosen: NDArray[np.bool_]) -> "Path":
        """Some of the rows."""
        return Path(self.fraction[chosen], self.reduced[chosen])


def active() -> Array:
    """Volume fractions of active material."""
    return column(TABLE, "active_material_volume_percent") / 100


def porosity() -> Array:
    """As the source says it, rising in step with the active material."""
    share = active()
    return np.interp(share, (share.min(), share.max()), POROSITY)


def measured(kind: str) -> tuple[Array, Array]:
    """Conductivity (mS/cm) and tortuosity of the "ionic" or "electronic" path, nan where none."""
    return column(TABLE, f"{kind}_conductivity_mS_cm"), column(TABLE, f"{kind}_tortuosity")


def path(kind: str, pores: Array | None = None) -> Path:
    """The rows of a path, where there are `pores` (share of the whole; default: the source's)."""
    sigma, tau = measured(kind)
    filled = porosity() if pores is None else pores
    phi = active() if kind == "electronic" else 1 - active() - filled
    bulk = np.nanmean(sigma * tau / phi)  # one phase, so one number but for rounding
    reduced = np.where(np.isnan(tau), sigma / bulk, phi / tau)
    return Path(phi, reduced).only(~np.isnan(reduced))


def predicted(kind: str, fraction: Array) -> Array:
    """Effective over bulk conductivity by the law as it is shipped."""
    reduced = law.ionic if kind == "ionic" else law.electronic
    return np.asarray(reduced(1.0, fraction))


def shipped_exponent(kind: str) -> float:
    """Of the law as it is shipped."""
    return law.IONIC_EXPONENT if kind == "ionic" else law.ELECTRONIC_EXPONENT


def fit(kind: str, rows: Path, exponent: float | None = None) -> Array:
    """Threshold, and for electrons the share of contacts, by least squares of the logarithm."""
    exponent = shipped_exponent(kind) if exponent is None else exponent

    def lacking(x: Array) -> Array:
        reached = law.percolating(1.0, rows.fraction, threshold=x[0], exponent=exponent)
        share = 1.0 if kind == "ionic" else x[1]
        return np.log(share * np.maximum(reached, 1e-12) / rows.reduced)

    start = [0.9 * rows.fraction.min()] if kind == "ionic" else [0.9 * rows.fraction.min(), 0.7]
    upper = [rows.fraction.min(), 1.0][: len(start)]
    return np.asarray(least_squares(lacking, np.minimum(start, 0.12), bounds=(0.0, upper)).x)


def exponents() -> list[tuple[float, float, float]]:
    """Published ionic exponents, the threshold fitted with each, and the worst factor then."""
    rows = readings("ionic")
    found = []
    for exponent in EXPONENTS:
        (threshold,) = fit("ionic", rows, exponent)
        reached = law.percolating(1.0, rows.fraction, threshold=threshold, exponent=exponent)
        worst = np.exp(np.abs(np.log(reached / rows.reduced)).max())
        found.append((exponent, float(threshold), float(worst)))
    return found


def readings(kind: str) -> Path:
    """The rows under both readings of the porosity, one after the other."""
    if kind == "electronic":
        return path(kind)
    pores = np.array([1 - layer.relative_density for layer in pressed()])
    one, other = path(kind), path(kind, pores)
    return Path(
        np.concatenate([one.fraction, other.fraction]), np.concatenate([one.reduced, other.reduced])
    )


def left_out(kind: str) -> Array:
    """Law over measured of every row, by the fit on the other mixtures."""
    rows = readings(kind)
    count = path(kind).fraction.size
    found = np.empty_like(rows.reduced)
    exponent = shipped_exponent(kind)
    for i in range(count):
        out = np.arange(rows.fraction.size) % count == i
        x = fit(kind, rows.only(~out))
        reached = law.percolating(1.0, rows.fraction[out], threshold=x[0], exponent=exponent)
        found[out] = (1.0 if kind == "ionic" else x[1]) * reached / rows.reduced[out]
    return found


def recipe(share: float) -> asperity.Recipe:
    """A mixture with this share of active material in the solids, pressed as in the source."""
    layer = {"name": "cathode", "kind": "composite", "active": "NMC622", "electrolyte": "Li6PS5Cl"}
    return asperity.Recipe.model_validate(
        {
            "schema": "asperity-recipe-1",
            "title": f"cathode with {share:.1%} active material",
            "press": {"machine": "hydraulic-60t-heated", "die": "tungsten-carbide-10mm"},
            "stack": [
                layer | {"active_fraction": share, "mass": "100 mg", "diameter": "10 mm"},
            ],
            "steps": [
                {"name": "press", "kind": "compact", "pressure": "380 MPa", "dwell": "3 min"},
                {"name": "measure", "kind": "release", "pressure": "40 MPa"},
            ],
        }
    )


@cache
def pressed() -> tuple[LayerOutcome, ...]:
    """The layer under 40 MPa for each row: its active fraction of the whole is the row's."""
    return tuple(_at(fraction) for fraction in active())


def _at(fraction: float) -> LayerOutcome:
    def over(share: float) -> float:
        return share * _run(share).relative_density - fraction

    return _run(float(brentq(over, fraction, 1.4 * fraction, xtol=1e-5)))


def _run(share: float) -> LayerOutcome:
    return asperity.press(recipe(float(share))).steps[-1].layers[0]


def factors() -> list[tuple[float, str, float, float, float]]:
    """What the press gives for every number of the table: row, what, measured, ours, factor."""
    found = []
    for kind in ("ionic", "electronic"):
        sigma, tau = measured(kind)
        for i, layer in enumerate(pressed()):
            ours = 10 * getattr(layer, f"{kind}_conductivity_s_per_m")
            winding = getattr(layer, f"{kind}_tortuosity")
            for what, theirs, mine in (("mS/cm", sigma[i], ours), ("tortuosity", tau[i], winding)):
                if not np.isnan(theirs):
                    row = (100 * active()[i], f"{kind} {what}", theirs, mine, mine / theirs)
                    found.append(row)
    return found


def main() -> None:
    for kind in ("ionic", "electronic"):
        rows = readings(kind)
        print(
            f"\n{kind}: effective over bulk conductivity; fitted again {fit(kind, rows).round(3)}"
        )
        ours = predicted(kind, rows.fraction)
        show(
            ("fraction", "measured", "law", "factor", "factor left out"),
            zip(
                rows.fraction, rows.reduced, ours, ours / rows.reduced, left_out(kind), strict=True
            ),
        )
    print("\nionic exponents, the threshold fitted again with each")
    show(("exponent", "threshold", "worst factor"), exponents())
    print("\nthe cards through the press, 380 MPa, let go to 40 MPa")
    show(("active %", "what", "measured", "ours", "factor"), factors())


if __name__ == "__main__":
    main()
