"""What a current needs of potential, and about what current a potential asks for.

    A i = k i + D i        k  both conductors, wave by wave      D  the face itself, point by point

in units of the grid (`kernel`). `Steady` lives on the contact alone, D real; `Harmonic` on the
whole face, D complex, where a gap carries little at a low frequency and much at a high one.

Either is preconditioned by its inverse in Fourier space between a continuation and its transpose:

    A⁻¹ ≈ Eᵀ K⁻¹ E + (1 - E)ᵀ D'⁻¹ (1 - E),    K = k + d,    D' = D - d

Points whose D is about the best there is, d, are the set on which E r is r; it continues r from
there to the whole face. The others count by their own D', which is infinite where nothing crosses.
<r, A⁻¹ r> is the least over u of <u, K⁻¹ u> + <r - u, D'⁻¹ (r - u)>, so that this is exact for the
best E and good for a good one. `asperity.contact.elastic.pyramid` is one for a current as it is for
a pressure, whose kernels are alike. Resistance makes the potential jump where the set ends: around
a spot of radius a it starts at a/(a + d) of that within, and so does E.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from asperity.contact.elastic.crew import Crew
from asperity.contact.elastic.pyramid import Pyramid
from asperity.contact.elastic.waves import Waves

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
Single = NDArray[np.float32]
Mask = NDArray[np.bool_]
Field = TypeVar("Field", Array, Complex)
SLIGHT = 0.5
"""D' up to this many spacings counts as none: the point is of the set."""
NEAR = 1.0
"""Or up to this share of d, evened out by a scale."""


class Steady:
    """A real current on the contact set `mask` (N, M); `face` is D there, a number or (N, M)."""

    def __init__(self, mask: Mask, response: Array, face: Array | float, crew: Crew) -> None:
        self.mask, self._response, self._crew = mask, response, crew
        self._face = np.where(mask, face, 0.0)
        weight = mask / (1 + self._face) ** 2
        best = float((weight * self._face).sum() / weight.sum())
        apart = self._face - best
        well = mask & (np.abs(apart) < SLIGHT + NEAR * best)
        slow = mask & ~well
        self._bears = bool(self._face.any())
        self._even = not slow.any() and float(np.ptp(self._face[mask])) == 0
        self._slow = np.divide(1.0, apart, out=np.zeros_like(apart), where=slow)
        self._scale = np.where(well, np.sqrt((1 + best) / (1 + self._face)), 1.0 * mask)
        self._on = well.astype(np.uint8)
        self._inverse = (1.0 / (lifted(response) + best)).astype(np.float32)
        self._outside = np.where(well, 1.0, jump(well, best).real).astype(np.float32)
        self._pyramid = Pyramid(_shape(mask), crew)
        self._waves = Waves(_shape(mask), _shape(mask), crew)
        self._work, self._known = (np.zeros(mask.shape, dtype=np.float32) for _ in range(2))

    def apply(self, current: Array) -> Array:
        """A i on the contact."""
        workers = self._crew.threads
        waves = fft.rfft2(current, workers=workers)
        waves *= self._response
        out = fft.irfft2(waves, s=self.mask.shape, overwrite_x=True, workers=workers)
        out *= self.mask
        if self._bears:
            out += self._face * current
        return np.asarray(out)

    def steer(self, rest: Array) -> Array:
        """About A⁻¹ of a potential on the contact."""
        given = rest if self._even else rest * self._scale
        work = self._work
        np.multiply(given, self._on, out=self._known, casting="same_kind")
        self._pyramid.extend(self._known, self._on, work)
        work *= self._outside
        slow = None if self._even else self._slow * (given - work)
        self._waves.forward(work)
        self._waves.scale(self._inverse)
        self._waves.backward(work)
        if slow is not None:
            work -= slow
        work *= self._outside
        out = landed(work, self._pyramid.gather(work, self._on), self._on)
        return out if slow is None else (out + slow) * self._scale


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What of a face does not depend on the frequency: the contact, and helpers of its shape."""

    contact: Mask
    pyramid: Pyramid
    crew: Crew

    @classmethod
    def of(cls, contact: Mask, crew: Crew) -> Layout:
        """The layout of a contact map (N, M)."""
        return cls(contact, Pyramid(_shape(contact), crew), crew)


class Harmonic:
    """A complex current on all of a face; `response` and `face` (N, M) are k and D, complex."""

    def __init__(self, layout: Layout, response: Complex, face: Complex) -> None:
        self._layout, self._response, self._face = layout, response, face
        weight = np.abs(1 + face) ** -2
        best = complex((weight * face).sum() / weight.sum())
        apart = face - best
        well = np.abs(apart) < SLIGHT + NEAR * abs(best)
        self._on = well.astype(np.uint8)
        self._slow = np.divide(1.0, apart, out=np.zeros_like(face), where=~well)
        self._scale = np.where(well, np.sqrt((1 + best) / (1 + face)), 1.0)
        self._inverse = (1.0 / (lifted(response) + best)).astype(np.complex64)
        self._outside = np.where(well, 1.0, jump(well, best)).astype(np.complex64)

    def apply(self, current: Complex) -> Complex:
        """A i."""
        return self.spread(current) + self._face * current

    def spread(self, current: Complex) -> Complex:
        """K i alone."""
        workers = self._layout.crew.threads
        waves = fft.fft2(current, workers=workers)
        waves *= self._response
        return np.asarray(fft.ifft2(waves, overwrite_x=True, workers=workers))

    def steer(self, rest: Complex) -> Complex:
        """About A⁻¹ of a potential."""
        given = self._scale * rest
        smooth = self._continued(given.astype(np.complex64))
        slow = self._slow * (given - smooth)
        workers = self._layout.crew.threads
        waves = fft.fft2(smooth, workers=workers)
        waves *= self._inverse
        back = fft.ifft2(waves, overwrite_x=True, workers=workers)
        back -= slow
        return np.asarray(self._scale * (self._gathered(back.astype(np.complex64)) + slow))

    def _continued(self, field: NDArray[np.complex64]) -> NDArray[np.complex64]:
        """E of a field."""
        out = np.empty_like(field)
        for part, into in ((field.real, out.real), (field.imag, out.imag)):
            whole = np.empty(field.shape, dtype=np.float32)
            known = np.ascontiguousarray(part) * self._on
            self._layout.pyramid.extend(known, self._on, whole)
            into[...] = whole
        out *= self._outside
        return out

    def _gathered(self, field: NDArray[np.complex64]) -> Complex:
        """Eᵀ of a field."""
        out = np.empty(field.shape, dtype=np.complex128)
        faded = field * self._outside
        for part, into in ((faded.real, out.real), (faded.imag, out.imag)):
            values = np.ascontiguousarray(part)
            cells = self._layout.pyramid.gather(values, self._on)
            into[...] = landed(values, cells, self._on)
        return out


def lifted(response: Field) -> Field:
    """k with a value for the mean, which it leaves open: that of the longest wave."""
    out = response.copy()
    out[0, 0] = max(out[0, 1], out[1, 0], key=abs)
    return out


def landed(field: Single, cells: Single, on: NDArray[np.uint8]) -> Array:
    """The end of Eᵀ: on the set, a field and what its cells of 2 × 2 hand down; 0 elsewhere."""
    out = field.astype(np.float64)
    for i in range(2):
        for j in range(2):
            part = out[i::2, j::2]
            part += cells[: part.shape[0], : part.shape[1]]
    out *= on
    return out


def jump(mask: Mask, face: complex) -> complex:
    """What is left of a potential where the set ends: a/(a + d), a its area over half its edge."""
    edges = sum(np.count_nonzero(mask != np.roll(mask, 1, axis)) for axis in (0, 1))
    wide = 2 * np.count_nonzero(mask) / max(edges, 1)
    return wide / (wide + face)


def _shape(mask: Mask) -> tuple[int, int]:
    return mask.shape[0], mask.shape[1]
