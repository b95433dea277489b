"""What contact is left when the pressure falls: elastic recovery of flattened asperities.

    f = f_max (p/p_max)^(2/3)              for p < p_max

    f_max  contact fraction at p_max, the largest pressure it has flattened under

A plastically flattened round contact unloads as a Hertz contact of its own residual curvature: its
radius goes as a = a_max (P/P_max)^(1/3) (Johnson, Contact Mechanics, 1985, section 6.4), so its
area as the power 2/3 of the load, at a constant number of contacts. It is the lower of two
memories: a face that has flowed until nothing pushes back (small G in `fraction`) keeps more.
"""

from __future__ import annotations


def recovered_fraction(pressure: float, *, fraction: float, largest: float) -> float:
    """Contact fraction at `pressure` (Pa) after `fraction` at the larger `largest` (Pa)."""
    if largest <= 0 or pressure >= largest:
        return fraction
    return float(fraction * max(pressure / largest, 0.0) ** (2 / 3))
