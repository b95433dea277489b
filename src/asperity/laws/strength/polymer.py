"""A polymer sleeve around what is pressed: what it bears warm and for long, how its bore grows.

    σ(T)/σ(T0) = 1 - (T - T0)/(2 (Th - T0))              strength, T0 <= T < Tg
    σ(T)/σ(Tg) = [(Tm - T)/(Tm - Tg)]^1.5                what the crystals hold, Tg <= T < Tm
    R(T, t) = R0 σ(T)/σ(T0) [1 - s log10(t/tr)]          rating, t > tr
    ε(t)/ε0 = 1 + m (a t/t1)^n                           creep at constant stress (Findley)
    ln a = (Q/R)(1/T0 - 1/T)                             time runs faster when warm, T < Tg
    u/r = q/E [(k²+1)/(k²-1) + ν]                        bore of a bare sleeve, open ends
    u/r = q (1+ν)/E (1 - 1/k²)/(1 + 1/(k²(1-2ν)))        bore of one in a rigid ring, plane strain

T, T0      temperature, K; 296 K. Tg glass transition, K; Tm melting temperature, K
Th         temperature of half strength, K;  σ strength, any unit;  R, R0 rating, at T0 and tr, Pa
t, tr, t1  duration of the hold, that behind the rating, one hour; s
s          share of the strength that is lost for ten times the time
m, n, Q    creep share in an hour at T0, its exponent, and activation energy, J/mol
q          pressure on the wall, Pa;  r, u radius of the bore and its growth, m;  k outer over inner
E, ν       Young's modulus (Pa) and Poisson ratio at T0

Of PEEK: Maksimov & Kubát 1997 (10.1007/BF02269611) find yield linear in the logarithm of the rate,
one time-temperature shift, Arrhenius below the glass transition, and 1.15 times the elastic strain
after 14 months at 30 MPa and room temperature: m = 0.024 with n = 0.2. Strength falls to half at
120 degC and about in a line (makers' data sheets). A semicrystalline polymer keeps some of it
above its glass transition: of PEEK makers tell about 20 MPa at 200 degC and 12 at 250 (recalled),
of 100 at 23; the power of 1.5 gives 23 and 12. s, n and Q are assumptions. Findley, Lai &
Onaran, Creep and Relaxation of Nonlinear Viscoelastic Materials, 1976. Bore: Lamé. The whole height
is taken as loaded: a thin pellet presses on a band of it only, and its bore grows far less.

A pellet that gives way elastically only is held by the sleeve as far as the sleeve is stiff:

    q = p (ν_p/E_p)/((1-ν_p)/E_p + c),    c = (u/r)/q

p, E_p, ν_p  axial pressure, Pa; Young's modulus, Pa, and Poisson ratio of the pellet
"""

import numpy as np

from asperity.laws import GAS_CONSTANT, Floats

ROOM = 296.15
"""Temperature (K) at which sleeves are rated."""
HOUR = 3600.0
CRYSTALS, CRYSTALS_DOUBT = 1.5, 0.3
"""Power of the fall above the glass transition, and the doubt of the logarithm of what is left."""


def strength_ratio(temperature: Floats, *, half: Floats, glass: Floats, melting: Floats) -> Floats:
    """Strength at a temperature (K) over that at 23 degC; 1 below it, 0 from melting on.

    `half` is where half of it is left, `glass` the glass transition, `melting` where it melts, K.
    """
    t = np.asarray(temperature, dtype=float)
    cold = np.minimum(t, glass)
    left = np.clip(1.0 - (cold - ROOM) / (2.0 * (np.asarray(half) - ROOM)), 0.0, 1.0)
    solid = np.clip((np.asarray(melting) - t) / (np.asarray(melting) - glass), 0.0, 1.0)
    return np.asarray(left * solid**CRYSTALS)


def strength_doubt(
    temperature: Floats, *, half: Floats, half_doubt: Floats, glass: Floats
) -> Floats:
    """Standard deviation of its logarithm, to first order, by that of `half` (K)."""
    t = np.asarray(temperature, dtype=float)
    cold = np.minimum(t, glass)
    gap = np.asarray(half) - ROOM
    left = np.maximum(1.0 - (cold - ROOM) / (2.0 * gap), 1e-3)
    slope = np.maximum(cold - ROOM, 0.0) / (2.0 * gap**2) * half_doubt / left
    return np.asarray(np.hypot(slope, np.where(t > glass, CRYSTALS_DOUBT, 0.0)))


def held_ratio(duration: Floats, *, proven: Floats, loss: Floats) -> Floats:
    """Strength over that in a hold of `proven` (s), in a hold of `duration` (s); 1 if shorter.

    `loss` is the share lost for ten times the time.
    """
    decades = np.log10(np.maximum(np.asarray(duration, dtype=float) / proven, 1.0))
    return np.clip(1.0 - np.asarray(loss) * decades, 0.0, 1.0)


def time_shift(temperature: Floats, *, energy: Floats) -> Floats:
    """How many times faster creep goes at a temperature (K) below the glass transition; 1 at 23."""
    gap = 1.0 / ROOM - 1.0 / np.asarray(temperature, dtype=float)
    return np.exp(np.asarray(energy) / GAS_CONSTANT * gap)


def creep_ratio(
    duration: Floats, temperature: Floats, *, share: Floats, exponent: Floats, energy: Floats
) -> Floats:
    """Strain over elastic strain at 23 degC after `duration` (s) under a stress."""
    aged = np.asarray(duration, dtype=float) * time_shift(temperature, energy=energy) / HOUR
    return 1.0 + share * aged**exponent


def bare_growth(wall: Floats, ratio: Floats, *, E: Floats, nu: Floats) -> Floats:
    """Growth of the bore over its radius under a pressure on the wall (Pa); nothing around it."""
    k2 = np.square(np.asarray(ratio, dtype=float))
    return np.asarray(wall / E * ((k2 + 1.0) / (k2 - 1.0) + nu))


def backed_growth(wall: Floats, ratio: Floats, *, E: Floats, nu: Floats) -> Floats:
    """The same in a ring that does not give, ends held."""
    k2 = np.square(np.asarray(ratio, dtype=float))
    free = (1.0 - 1.0 / k2) / (1.0 + 1.0 / (k2 * (1.0 - 2.0 * np.asarray(nu))))
    return np.asarray(wall * (1.0 + nu) / E * free)


def elastic_wall(pressure: Floats, compliance: Floats, *, E: Floats, nu: Floats) -> Floats:
    """Pressure on the wall (Pa) of an elastic pellet under axial `pressure` (Pa).

    `compliance` is the growth of the bore over its radius per pressure on it, 1/Pa; 0 of a rigid
    wall. `E` (Pa) and `nu` are the pellet's.
    """
    inverse = 1.0 / np.asarray(E, dtype=float)
    return np.asarray(pressure * nu * inverse / ((1.0 - np.asarray(nu)) * inverse + compliance))
