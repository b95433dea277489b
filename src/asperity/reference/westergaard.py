"""A one-dimensional sinusoidal surface pressed on an elastic half-space (Westergaard 1939).

    p* = π E* h/λ,    p̄ = p* sin²(π f/2)
    p(x) = 2 p̄ cos ψ √(sin²ψa - sin²ψ)/sin²ψa,    ψ = πx/λ, ψa = πf/2

h, λ  amplitude (half of peak to valley) and wavelength of h cos(2πx/λ), m
E*    plane-strain modulus, Pa; p̄ mean pressure, Pa; p* the one that closes the surface
f     contact fraction; x distance from a crest, m
Johnson, Contact Mechanics, section 13.2. No friction, no adhesion.
"""

import numpy as np

from asperity.reference import Floats


def full_contact_pressure(amplitude: Floats, wavelength: Floats, modulus: Floats) -> Floats:
    """Mean pressure p* in Pa at which the last gap closes; lengths in m, modulus in Pa."""
    return np.pi * modulus * amplitude / wavelength


def contact_fraction(
    mean_pressure: Floats, amplitude: Floats, wavelength: Floats, modulus: Floats
) -> Floats:
    """Contact fraction f, 0..1, at `mean_pressure` in Pa."""
    share = mean_pressure / full_contact_pressure(amplitude, wavelength, modulus)
    return np.asarray(2.0 / np.pi * np.arcsin(np.sqrt(np.clip(share, 0.0, 1.0))))


def pressure(x: Floats, mean_pressure: Floats, fraction: Floats, wavelength: Floats) -> Floats:
    """Contact pressure in Pa at `x` (m) from a crest, for a contact `fraction` below 1."""
    psi, psi_a = np.pi * np.asarray(x, dtype=float) / wavelength, np.pi * fraction / 2.0
    reach = np.maximum(np.square(np.sin(psi_a)) - np.square(np.sin(psi)), 0.0)
    shape = np.abs(np.cos(psi)) * np.sqrt(reach)
    return np.asarray(2.0 * mean_pressure * shape / np.square(np.sin(psi_a)))
