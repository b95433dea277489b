"""The melting point under pressure, and how far the metal stays below it.

    Tm(p) = Tm0 + p dTm/dp

Tm0      melting point at atmospheric pressure, K
dTm/dp   Clausius-Clapeyron slope Tm ΔVm/ΔHm, K/Pa (sodium 8.9e-8, lithium about 3.2e-8)
p        pressure in the metal, Pa, positive in compression

Linear below about 1 GPa, where the slope of the alkali metals changes by less than a tenth;
beyond it the melting curve bends over (Simon-Glatzel) and this overestimates Tm.
At or above Tm the metal is a liquid and leaks: the process is refused, not simulated on.
"""

from asperity.laws import Floats


def melting_temperature(pressure: Floats, *, Tm0: float, slope: float) -> Floats:
    """Melting temperature in K at `pressure` in Pa; `Tm0` in K, `slope` in K/Pa."""
    return Tm0 + pressure * slope


def melting_margin(
    temperature: Floats, pressure: Floats = 0.0, *, Tm0: float, slope: float
) -> Floats:
    """Kelvin left before the metal at `temperature` (K) melts; negative where it is liquid."""
    return melting_temperature(pressure, Tm0=Tm0, slope=slope) - temperature


def clausius_clapeyron(Tm0: float, volume_change: float, latent_heat: float) -> float:
    """Slope dTm/dp in K/Pa from the volume change (m3/mol) and latent heat (J/mol) of melting."""
    return Tm0 * volume_change / latent_heat
