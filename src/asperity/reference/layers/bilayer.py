"""Two bonded layers of which one swells: curvature and stress away from the edge.

    κ = 6 ε (1+m)² / (h [3(1+m)² + (1+mn)(m² + 1/(mn))]),   m = h1/h2,  n = M1/M2,  h = h1 + h2

ε swelling of the upper layer (2) less that of the lower (1); M = E/(1-ν) biaxial modulus, Pa
κ curvature, 1/m, positive when the upper face becomes convex

Timoshenko, J. Opt. Soc. Am. 11 (1925) 233, with biaxial moduli for a disc.
"""


def curvature(mismatch: float, lower: tuple[float, float], upper: tuple[float, float]) -> float:
    """κ in 1/m; each layer is its thickness (m) and biaxial modulus (Pa)."""
    m, n = lower[0] / upper[0], lower[1] / upper[1]
    stiff = 3 * (1 + m) ** 2 + (1 + m * n) * (m * m + 1 / (m * n))
    return 6 * mismatch * (1 + m) ** 2 / ((lower[0] + upper[0]) * stiff)
