"""A round plate on a simply supported rim, bent by uniform or by ring load.

Uniform pressure q on the upper face, exact for any thickness h = 2c (z from the middle, upwards):

    σr = A z + B z³ + G r² z,   σθ = A z + B z³ + G' r² z,   τrz = T r (c² - z²)
    σz = -2T (c² z - z³/3) - q/2,   T = 3q/(8c³),   G = (3+ν)T/4,   G' = (1+3ν)T/4
    B = -(2+ν)T/3,   A = -G R² + (2+ν)T c²/5
    w(0) - w(R) on z = 0:  ((1-ν)A - 2Tc²) R²/(2E) + (G' - νG) R⁴/(4E)

so that σr at the middle of the lower face is 3(3+ν)qR²/(8h²) + (2+ν)q/20 (Timoshenko & Goodier,
Theory of Elasticity, "Bending of circular plates"). The rim bears the shear τrz and a σr whose
force and moment are nil. Ring load P at radius b on a thin plate (Kirchhoff; Timoshenko &
Woinowsky-Krieger, Theory of Plates and Shells, art. 17), D = E h³/(12(1-ν²)):

    w(0) = P/(8πD) [(3+ν)(R²-b²)/(2(1+ν)) - b² ln(R/b)]
    M = P/(8π) [(1-ν)(1 - b²/R²) + 2(1+ν) ln(R/b)],   σ = 6M/h²      within the ring

Pressure q r cosθ/R on a thin plate (art. 63), ρ = r/R:

    w = q R⁴ ρ (1-ρ²) [7+ν - (3+ν)ρ²] cosθ / (192 (3+ν) D)

lengths m, pressures and moduli Pa, P N, w m downwards
"""

from dataclasses import dataclass

import numpy as np

from asperity.reference import Floats


def plate_stiffness(thickness: float, modulus: float, poisson: float) -> float:
    """Bending stiffness D in N m."""
    return modulus * thickness**3 / (12 * (1 - poisson**2))


@dataclass(frozen=True, slots=True)
class UniformPlate:
    """The exact plate: radius and thickness (m), modulus (Pa), Poisson ratio, pressure (Pa)."""

    radius: float
    thickness: float
    modulus: float
    poisson: float
    pressure: float

    def _constants(self) -> tuple[float, float, float, float, float]:
        c, nu = self.thickness / 2, self.poisson
        T = 3 * self.pressure / (8 * c**3)
        G, around = (3 + nu) * T / 4, (1 + 3 * nu) * T / 4
        return T, G, around, -(2 + nu) * T / 3, -G * self.radius**2 + (2 + nu) * T * c * c / 5

    def stress(self, r: Floats, z: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """σr, σz, σθ, τrz in Pa at radius and height above the middle plane."""
        T, G, around, B, A = self._constants()
        c = self.thickness / 2
        bent = A * z + B * z**3
        return (
            bent + G * r**2 * z,
            -2 * T * (c * c * z - z**3 / 3) - self.pressure / 2,
            bent + around * r**2 * z,
            T * r * (c * c - z**2),
        )

    def sag(self) -> float:
        """How far the centre lies below the rim, on the middle plane, m."""
        T, G, around, _, A = self._constants()
        c, nu, R = self.thickness / 2, self.poisson, self.radius
        square = ((1 - nu) * A - 2 * T * c * c) * R**2 / 2
        return float(-(square + (around - nu * G) * R**4 / 4) / self.modulus)


def ring_sag(force: float, ring: float, radius: float, stiffness: float, poisson: float) -> float:
    """Deflection of the centre under a ring load (N), m."""
    bent = (3 + poisson) / (2 * (1 + poisson)) * (radius**2 - ring**2)
    return float(force / (8 * np.pi * stiffness) * (bent - ring**2 * np.log(radius / ring)))


def ring_stress(
    force: float, ring: float, radius: float, thickness: float, poisson: float
) -> float:
    """Tension in the lower face within the ring, Pa."""
    bent = (1 - poisson) * (1 - (ring / radius) ** 2)
    moment = force / (8 * np.pi) * (bent + 2 * (1 + poisson) * np.log(radius / ring))
    return float(6 * moment / thickness**2)


def leaning_deflection(
    r: Floats, pressure: float, radius: float, stiffness: float, poisson: float
) -> Floats:
    """Deflection at θ = 0 under a pressure (Pa, at the rim) that leans to one side, m."""
    x = r / radius
    shape = x * (1 - x**2) * (7 + poisson - (3 + poisson) * x**2)
    return pressure * radius**4 * shape / (192 * (3 + poisson) * stiffness)
