"""A soft powder with hard grains in it: they carry load past it, and it stays more porous.

    D = Dm / (φ Dm + 1 - φ),    Dm = law(P (1 - φ)^k)        k = 4.6

D, Dm  relative density of the mixture, and of the soft powder between the hard grains
φ      hard grains in the solids, by volume
P      pressure on the mixture, Pa; P (1 - φ)^k what reaches the soft powder
k      shielding exponent, dimensionless

The first equation is bookkeeping: the pores are those of the soft powder. The second is empirical:
k is fitted on the porosity of NCM622 in Li6PS5Cl pressed at 380 MPa, 13 to 17 % over 25 to 61 % of
the whole, which is 29 to 73 % of the solids (Minnmann 2021, 10.1149/1945-7111/abf8d7); there it
gives 13, 16, 16 and 15 % under load. Without shielding that porosity would be 2 to 4 %. It holds
over those mixtures.

    M/Ms = 1 + φv/(1 - φv) [1 + (10/3) g/(k + 2g)]

M, Ms  confined (uniaxial strain) modulus of the mixture, and of the soft powder in it, Pa
φv     hard grains in the whole volume; k, g bulk and shear modulus over Ms, from its Poisson ratio

Hashin & Shtrikman 1963, lower bound, grains rigid (10.1016/0022-5096(63)90060-7): what a release
gives back is that of the soft powder between them. A skeleton of touching grains is stiffer yet,
so the springback is an upper bound.
"""

import numpy as np

from asperity.laws import Floats

SHIELDING = 4.6


def shielded_pressure(pressure: Floats, hard: Floats, k: Floats = SHIELDING) -> Floats:
    """Pressure (Pa) that reaches the soft powder between hard grains of share `hard`."""
    return pressure * np.power(1.0 - np.asarray(hard, dtype=float), k)


def mixed_density(soft: Floats, hard: Floats) -> Floats:
    """Relative density of the mixture whose soft powder has the relative density `soft`."""
    return soft / (hard * np.asarray(soft, dtype=float) + 1.0 - hard)


def soft_density(mixed: Floats, hard: Floats) -> Floats:
    """Relative density of the soft powder in a mixture of relative density `mixed`."""
    return mixed * (1.0 - np.asarray(hard, dtype=float)) / (1.0 - hard * np.asarray(mixed))


def stiffened(modulus: Floats, hard: Floats, *, nu: Floats) -> Floats:
    """Confined modulus (Pa) with rigid grains of the volume share `hard`; `modulus` (Pa) without.

    `nu` is the Poisson ratio of the soft powder.
    """
    k, g = (1.0 + nu) / (3.0 * (1.0 - nu)), (1.0 - 2.0 * nu) / (2.0 * (1.0 - nu))
    gain = 1.0 + 10.0 / 3.0 * g / (k + 2.0 * g)
    return modulus * (1.0 + hard / (1.0 - np.asarray(hard, dtype=float)) * gain)
