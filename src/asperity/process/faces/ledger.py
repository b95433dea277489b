"""What rough faces remember from step to step: where they were flattened, when cut off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from asperity.laws.closure.gas import SEALED
from asperity.laws.closure.recovery import recovered_fraction
from asperity.laws.together import anywhere, everywhere
from asperity.process.faces.engine import LEAST, Engine, Profile
from asperity.process.faces.face import Face, FaceState, recovered, remember

Array = NDArray[np.float64]
Memory = tuple[FaceState, ...]
Within = Callable[[int], Profile]
"""How faces with open voids touched at a number of evenly spaced moments of a step, ends
included."""
_PARTS = 17


class _Along:
    """How the faces touched along a step, looked at when one of them asks, once for all."""

    def __init__(self, within: Within) -> None:
        self._within = within

    @cached_property
    def profile(self) -> Profile:
        """At evenly spaced moments, ends included."""
        return self._within(_PARTS)


class Ledger:
    """The states of some faces at the moments noted, the first being where they begin.

    Attributes:
        engine, faces: whose
        memories: one for each moment; their compliances are not kept up to date
    """

    def __init__(self, engine: Engine, faces: Sequence[Face], states: Memory) -> None:
        self.engine = engine
        self.faces = faces
        self.memories = [states]

    def sealed(self, moment: int = -1) -> Array:
        """Mean gaps when the voids were cut off, m, (faces,); 0 while they are open."""
        return np.array([state.sealed_gap for state in self.memories[moment]])

    def largest(self) -> Array:
        """Largest pressures so far, Pa, (faces,)."""
        return np.array([state.set_pressure for state in self.memories[-1]])

    def sealed_at(self, moments: NDArray[np.intp]) -> Array:
        """The same at T moments, (T, faces)."""
        known = np.stack([self.sealed(moment) for moment in range(len(self.memories))])
        return np.asarray(np.take(known, moments, axis=0))

    def kept(self, pressures: Sequence[float]) -> Array:
        """Contact fractions left now of what was flattened, (faces, bands)."""
        known = zip(self.faces, self.memories[-1], pressures, strict=True)
        return np.array([recovered(*one) for one in known])

    def kept_at(self, moments: NDArray[np.intp], pressures: Array) -> Array:
        """The same at T moments under pressures (T, faces), (T, faces, bands)."""
        return np.stack(
            [self._kept_of(face, moments, pressures[:, face]) for face in range(len(self.faces))],
            axis=1,
        )

    def _kept_of(self, face: int, moments: NDArray[np.intp], pressure: Array) -> Array:
        known = [states[face] for states in self.memories]
        return recovered_fraction(
            pressure,
            fraction=np.take(np.stack([one.set_fraction for one in known]), moments, axis=0),
            largest=np.take(np.array([one.set_pressure for one in known]), moments, axis=0),
            adhesion=self.faces[face].adhesion,
        )

    def note(self, pressures: Sequence[float], profile: Profile, within: Within) -> None:
        """Remember how they touch now, after all that happened `within` the step that ends here."""
        kept = self.kept(pressures)
        pressed = np.array(pressures)[:, None] >= LEAST
        fraction = np.where(pressed, np.maximum(profile.fraction[..., -1], kept), kept)
        along = _Along(within)
        self.memories.append(
            tuple(
                replace(
                    remember(state, fraction[face], kept[face], pressures[face]),
                    sealed_gap=self._sealed(face, fraction[face, -1], (profile, along)),
                )
                for face, state in enumerate(self.memories[-1])
            )
        )

    def _sealed(self, face: int, last: float, now: tuple[Profile, _Along]) -> float:
        """Mean gap (m) where the contact fraction passed the threshold; 0 while voids are open."""
        gap = self.memories[-1][face].sealed_gap
        sealing = np.logical_and(last > SEALED, np.less_equal(gap, 0))
        if not anywhere(sealing):
            return float(np.where(last > SEALED, gap, 0.0))
        passed = now[1].profile
        fraction = passed.fraction[:, face, -1, -1]
        at = np.argmax(fraction > SEALED)
        around = np.array([np.maximum(at - 1, 0), at])
        before, after = fraction[around]
        begun, ended = np.log(np.maximum(self.engine.gap(passed.at(around))[:, face], 1e-300))
        rise = np.where(after > before, after - before, 1.0)
        share = np.clip((SEALED - before) / rise, 0.0, 1.0)
        found = np.exp(begun + share * (ended - begun))
        if not everywhere(at > 0):
            found = np.where(at > 0, found, self.engine.gap(now[0])[face])
        return float(np.where(sealing, found, np.where(last > SEALED, gap, 0.0)))
