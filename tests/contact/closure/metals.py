"""Metals and faces to close."""

import numpy as np

from asperity.contact import Closure, Schedule, close_interface
from asperity.topography import Band
from tests.contact.faces import rough

VISCOSITY, MODULUS = 1e12, 5e9
LENGTH = 1e-5
SPACING = 1e-7


def newtonian(stress, _temperature, _pressure, wavelength):
    """A linear fluid."""
    return np.full_like(wavelength, stress / (3 * VISCOSITY))


def powered(exponent, size=0.0):
    """Power-law creep, 1e-3/s at 1 MPa, stronger below the length `size`."""

    def creep(stress, _temperature, _pressure, wavelength):
        return 1e-3 * (stress / 1e6 / np.sqrt(1 + size / wavelength)) ** exponent

    return creep


def hold(pressure, seconds, temperature=300.0):
    return Schedule([0.0, seconds], [pressure] * 2, [temperature] * 2)


def groove(points, amplitude):
    """One period of a cosine, (points, 4), whose hollow does not seal."""
    x = np.arange(points) / points
    return np.repeat(amplitude * np.cos(2 * np.pi * x)[:, None], 4, axis=1)


def dimples(points, amplitude):
    """One round hollow a period, (points, points)."""
    x = np.cos(2 * np.pi * np.arange(points) / points)
    return -amplitude * (x[:, None] + x[None, :])


def rough_face(points=64, seed=3):
    band = Band(rms_height=2e-7, hurst=0.8, longest=3.2e-6, shortest=4e-7)
    return rough(band, points, SPACING, np.random.default_rng(seed))


def closed(face, schedule, creep, **more) -> Closure:
    known = {"spacing": SPACING, "modulus": MODULUS, "threads": 1} | more
    found = close_interface(face, creep=creep, schedule=schedule, **known)
    assert found.converged, found.reason
    return found


def fraction_at(found: Closure, time):
    return np.interp(np.log(time), np.log(found.time[1:]), found.contact_fraction[1:])
