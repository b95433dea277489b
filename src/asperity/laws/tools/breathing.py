"""How much thicker an electrode gets when charge passes, if nothing holds it.

    metal plated       u = Vm q/F
    host of ions       u = T e q/c          c/ρ = specific capacity

u     growth in thickness, m; negative where it shrinks
q     charge per area that has passed, C/m2; F Faraday's constant
Vm    molar volume of the metal, m3/mol: lithium gives 4.85, sodium 8.83 um for 1 mAh/cm2
e     relative change of the host's volume from discharged to charged (e < 0: it shrinks on charge)
c, ρ  charge the host takes per volume, C/m3; its density, kg/m3
T     transmission: growth of the electrode over the growth of its host, per area

Linear in q: lattice constants of layered oxides are not (they swell, then collapse near the end of
charge), so that a cycle may have an extreme between its ends which this does not see.
T by Betti's reciprocal theorem: what a swelling particle lifts of the face above it is the mean
pressure in it under a unit pressure on that face, the electrode held sideways. So with the ratio K
of sideways to axial pressure
    T = (1 + 2K)/3        where host and rest bear the same (0.7 for K = 0.5);
    T = (1 + 2K)/(3 S)    where the host alone bears, S its share of the electrode's volume.
A host that pushes away nothing but pores would have T = 0, and a soft rest that keeps its volume
without bearing more has T = 1: in the middle, and used. Betti 1872; exact for linear elasticity.
"""

import numpy as np

from asperity.laws import FARADAY, Floats


def plated_thickness(charge: Floats, molar_volume: Floats) -> Floats:
    """Thickness (m) of metal plated by `charge` (C/m2); `molar_volume` in m3/mol."""
    return charge * np.asarray(molar_volume) / FARADAY


def host_growth(
    charge: Floats, *, capacity: Floats, expansion: Floats, transmission: Floats = 1.0
) -> Floats:
    """Growth (m) of an electrode whose host gives up `charge` (C/m2) of a `capacity` (C/m3)."""
    return transmission * np.asarray(expansion) * charge / capacity


def even_transmission(wall_ratio: Floats) -> Floats:
    """T of a host that bears as much as the rest; `wall_ratio` is sideways over axial pressure."""
    return (1.0 + 2.0 * np.asarray(wall_ratio)) / 3.0


def bearing_transmission(wall_ratio: Floats, share: Floats) -> Floats:
    """T of a host that bears all the load with this `share` of the volume: the largest there is."""
    return even_transmission(wall_ratio) / share
