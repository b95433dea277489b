"""A tube under pressure from within and without, its ends free (Lamé 1852).

    σr = A - C/r²,   σθ = A + C/r²,   A = (q a² - p b²)/(b² - a²),   C = (q - p) a² b²/(b² - a²)
    u = [(1-ν) A r + (1+ν) C/r]/E

a, b bore and outer radius, m; q, p pressure within and without, Pa
"""

from asperity.reference import Floats


def tube(
    r: Floats, bore: float, outer: float, *, inside: float, outside: float
) -> tuple[Floats, Floats]:
    """Radial and hoop stress in Pa at radius r."""
    A, C = _constants(bore, outer, inside, outside)
    return A - C / r**2, A + C / r**2


def widening(
    r: Floats, bore: float, outer: float, *, inside: float, outside: float, modulus: float,
    poisson: float,
) -> Floats:  # fmt: skip
    """Radial displacement in m at radius r."""
    A, C = _constants(bore, outer, inside, outside)
    return ((1 - poisson) * A * r + (1 + poisson) * C / r) / modulus


def _constants(a: float, b: float, q: float, p: float) -> tuple[float, float]:
    across = b * b - a * a
    return (q * a * a - p * b * b) / across, (q - p) * a * a * b * b / across
