"""What stands for the stress that a contact carries, and what each choice does to closing.

A rule gives s = σe/p̄ of a contact (see `Contact`). The time a sine takes to close is found twice,
from the flow of the power law and from the linear face at the viscosity of σe.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from tables import column, words

from asperity.laws.closure.stress import contact_stress, void_stress

Array = NDArray[np.float64]
CONSTANT = 27 * np.pi / 8  # equal dissipation under a round punch of Tabor's hardness


@dataclass(frozen=True)
class Contact:
    """A face, flat but for what is in contact; lengths in periods (plane) or radii of the cell."""

    family: str
    fraction: float
    patch: float  # r: twice the area of the minority phase over its perimeter
    compliance: float  # G: Σ|p_q|²/(2q) = G p̄²; a linear metal approaches with G p̄/η

    @property
    def minority(self) -> float:
        return min(self.fraction, 1 - self.fraction)


Rule = Callable[[float, Contact], float]


def dissipated(c: float) -> Rule:
    """Equal dissipation in a depth c r min(f, 1-f)."""
    return lambda _, at: float(np.sqrt(3 * at.compliance / (c * at.patch * at.minority)))


def two_ends(n: float, at: Contact) -> float:
    """Few asperities (ℓ = 27π/8 r f) and last voids, added in squares."""
    patch = at.patch * (1 if at.fraction <= 0.5 else at.fraction / at.minority)
    few = 3 * at.compliance / (CONSTANT * patch * at.fraction)
    return float(np.sqrt(few + np.square(void_stress(1.0, n))))


def third(_: float, at: Contact) -> float:
    """A third of the mean pressure on what touches: Tabor's hardness, read backwards."""
    return 1 / (3 * at.fraction)


def refined(n: float, at: Contact) -> float:
    """The law: the third, less where contacts are far apart, down to the stress of a lone void."""
    return float(contact_stress(1.0, at.fraction, n))


def in_bands(n: float, at: Contact, group: float) -> float:
    """Clusters that cover `group`, and strips within them: two bands, each with its own stress."""
    wide = float(strip_compliance(group))
    stresses = contact_stress(1.0, group, n), contact_stress(1 / group, at.fraction / group, n)
    rates = [float(stress) ** (n - 1) for stress in stresses]
    rate = wide * rates[0] + (at.compliance - wide) * rates[1]
    return float((rate / at.compliance) ** (1 / (n - 1)))


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "27π/8": dissipated(CONSTANT),
        "two ends": two_ends,
        "third": third,
        "refined": refined,
    }
)


def mean_wavenumber(n: float, at: Contact) -> float:
    """`two_ends` over the mean wavenumber of the elastic pressure of strips: a depth c/k̄."""
    x = (np.arange(4096) + 0.5) / 4096
    inside = np.sin(np.pi * at.fraction / 2) ** 2 - np.sin(np.pi * x) ** 2
    p = np.abs(np.cos(np.pi * x)) * np.sqrt(np.maximum(inside, 0))  # Westergaard (1939)
    spectrum = np.abs(np.fft.rfft(p / p.mean())[1:] / x.size) ** 2
    q = 2 * np.pi * (np.arange(spectrum.size) + 1)
    depth = CONSTANT * spectrum.sum() / (q * spectrum).sum()
    few = 3 * (spectrum / q).sum() / (depth * at.fraction)
    return float(np.sqrt(few + np.square(void_stress(1.0, n))))


CLOSING_RULES: Mapping[str, Rule] = MappingProxyType(
    {**RULES, "two ends over wavenumber": mean_wavenumber}
)


# ------------------------------------------------------------------ the faces of the table

TABLE = "stress-constant"
SIMPLE = ("strips", "round contacts", "round voids")


def shipped() -> list[tuple[float, Contact, float]]:
    """Exponent, face and σe/p̄ of every row of the shipped table."""
    numbers = [column(TABLE, name) for name in ("contact_fraction", "patch", "compliance")]
    faces = [Contact(*row) for row in zip(words(TABLE, "family"), *numbers, strict=True)]
    ends = column(TABLE, "exponent"), column(TABLE, "stress_over_pressure")
    return list(zip(ends[0].tolist(), faces, ends[1].tolist(), strict=True))


def law_errors() -> tuple[float, float, float]:
    """Of ln σe on what is no cluster and no pit, n > 1: root mean square, least, largest."""
    off = np.array(
        [
            np.log(refined(n, at) / stress)
            for n, at, stress in shipped()
            if n > 1 and at.family in SIMPLE
        ]
    )
    return float(np.sqrt(np.mean(off**2))), float(off.min()), float(off.max())


# ------------------------------------------------------------------ the closing of a sine


def strip_compliance(f: Array | float) -> Array | float:
    """G of strips that touch a fraction f of the period 1 (Westergaard 1939)."""
    return np.log(1 / np.sin(np.pi * np.asarray(f) / 2)) / (2 * np.pi)


def approach(fractions: Array, positions: Array, closing: Array, n: float) -> Array:
    """How far a sine sinks while contact grows over each of the steps of f.

    `fractions` are the middles of equal steps; `closing[i, j]` the speed at which the gap at
    `positions[j]` (the ends of the steps) closes while contact is `fractions[i]`, over that of the
    approach. What has closed by the time contact arrives at x is the gap h(x) = 1 - cos 2πx there:
    a Volterra equation, by a product rule that knows how a gap opens from its edge,
    (x - a)^(n/(n+1)).
    """
    step, power = fractions[1] - fractions[0], n / (n + 1)
    ends = 2 * positions
    far = np.maximum(ends[None] - fractions[:, None], step / 2)
    low = np.maximum(ends[None] - fractions[:, None] - step / 2, 0)
    mean = ((low + step) ** (power + 1) - low ** (power + 1)) / ((power + 1) * step)
    weights = np.tril((closing * mean / far**power).T)
    return np.linalg.solve(weights, 1 - np.cos(2 * np.pi * positions))


def linear_approach(fractions: Array, step: float) -> Array:
    """The same of a linear metal, p̄ t = 4πη sin²(πf/2) (Westergaard 1939, Lee and Radok 1960)."""
    rate = np.pi * np.sin(np.pi * fractions) * np.log(1 / np.sin(np.pi * fractions / 2))
    return rate * step


def model_times(n: float, rule: Rule, fractions: Array) -> Array:
    """Times under the pressure 1 (A = 1), by the linear face at the viscosity of the rule."""
    found, step = [], fractions[1] - fractions[0]
    for f in fractions:
        at = Contact("strips", float(f), min(f, 1 - f), float(strip_compliance(f)))
        found.append(3 * at.compliance * rule(n, at) ** (n - 1))
    return np.cumsum(linear_approach(fractions, step) / np.array(found))
