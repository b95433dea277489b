"""Gas that leaves the open pores of a compact while it is pressed or let go at a rate.

    k   = φ³ d²/(180 (1-φ)²)                  Kozeny-Carman, φ = 1 - D
    k_g = k (1 + 8 c ℓ/w),  w = (2/3) d φ/(1-φ)     slip of the gas in narrow pores (Klinkenberg)
    τ   = R²/(j² κ),        κ = k_g p0/(φ μ)   slowest way out: sideways, punches tight
    ṗ   = r p - (p - p0)/τ,  r = ln[(1/D0 - 1)/(1/D - 1)]/t      pores closing at an even rate
    p(t)/p0 = p∞ + (1 - p∞) exp[-(1/τ - r) t],   p∞ = 1/(1 - r τ)

D0, D relative density of the fill and now, pores open;  d grain diameter, m;  R radius, m
p0    gas pressure around, Pa;  μ its viscosity, Pa s;  ℓ its mean free path at p0, m
w     hydraulic pore width, m;  c = 1, a slip coefficient
τ     time in which pressure in the pores levels out, s;  j = 2.405, first zero of J0
t     duration of the loading, s

Carman 1937; Klinkenberg 1941 with Maxwell's slip for a channel; linear for small overpressures, and
on the safe side for large ones, under which gas leaves faster. Argon at 298 K: μ = 22.7 µPa s, ℓ =
70 nm at 1 bar. Beyond 93 % density pores close and nothing leaves: `release.trapped_gas_pressure`.
"""

import numpy as np

from asperity.laws import Floats

ARGON_VISCOSITY = 22.7e-6
"""Pa s, 298 K."""
ARGON_PATH = 70e-9
"""Mean free path at 1e5 Pa and 298 K, m; goes as one over the pressure."""
_ZERO = 2.404825557695773


def permeability(density: Floats, grain: Floats, *, path: Floats = 0.0) -> Floats:
    """Permeability, m2, of a compact of a relative `density` and `grain` diameter (m).

    `path` is the mean free path of the gas, m; 0 for a liquid.
    """
    pores = 1.0 - np.asarray(density, dtype=float)
    width = 2.0 / 3.0 * grain * pores / density
    dense = pores**3 * np.square(grain) / (180.0 * np.square(density))
    return np.asarray(dense * (1.0 + 8.0 * np.asarray(path) / width))


def escape_time(density: Floats, grain: Floats, radius: Floats, *, gas_pressure: Floats) -> Floats:
    """Time (s) in which argon in the pores levels out sideways; finite in a vacuum too."""
    around = np.asarray(gas_pressure, dtype=float)
    dragged = permeability(density, grain)
    slipping = permeability(density, grain, path=ARGON_PATH) - dragged
    through = dragged * around + slipping * 1e5  # the mean free path goes as one over the pressure
    spread = through / ((1.0 - np.asarray(density)) * ARGON_VISCOSITY)
    return np.asarray(np.square(np.asarray(radius) / _ZERO) / spread)


def gas_pressure(
    loose: Floats, density: Floats, *, duration: Floats, escape: Floats, around: Floats
) -> Floats:
    """Gas pressure (Pa) in the pores after compaction from `loose` to `density` in a time (s).

    `escape` is the `escape_time` (s; inf: nothing leaves), `around` the pressure outside, Pa.
    """
    closing = np.log((1.0 / np.asarray(loose) - 1.0) / (1.0 / np.asarray(density) - 1.0))
    leaving = np.asarray(duration, dtype=float) / escape
    net = leaving - closing
    grown = np.exp(-net)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = grown + leaving * np.where(np.abs(net) < 1e-9, 1.0, (1.0 - grown) / net)
    return np.asarray(around * share)
