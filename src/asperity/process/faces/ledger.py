"""What rough faces remember from step to step: where they were flattened, when cut off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.closure.gas import SEALED
from asperity.process.faces.engine import LEAST, Engine, Profile
from asperity.process.faces.face import Face, FaceState, recovered, remember

Array = NDArray[np.float64]
Memory = tuple[FaceState, ...]
Within = Callable[[int], Profile]
"""How the faces touched at a number of evenly spaced moments of a step, both ends included."""
_PARTS = 17


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

    def kept(self, moment: int, pressures: Sequence[float]) -> Array:
        """Contact fractions left of what was flattened, (faces, bands)."""
        states = self.memories[moment]
        return np.array(
            [recovered(*known) for known in zip(self.faces, states, pressures, strict=True)]
        )

    def note(self, pressures: Sequence[float], profile: Profile, within: Within) -> None:
        """Remember how they touch now, after all that happened `within` the step that ends here."""
        kept = self.kept(-1, pressures)
        pressed = np.array(pressures)[:, None] >= LEAST
        fraction = np.where(pressed, np.maximum(profile.fraction[..., -1], kept), kept)
        self.memories.append(
            tuple(
                replace(
                    remember(state, fraction[face], kept[face], pressures[face]),
                    sealed_gap=self._sealed(face, float(fraction[face, -1]), (profile, within)),
                )
                for face, state in enumerate(self.memories[-1])
            )
        )

    def _sealed(self, face: int, last: float, now: tuple[Profile, Within]) -> float:
        """Mean gap (m) where the contact fraction passed the threshold; 0 while voids are open."""
        gap = self.memories[-1][face].sealed_gap
        if last <= SEALED or gap > 0:
            return gap if last > SEALED else 0.0
        passed = now[1](_PARTS)
        fraction = passed.fraction[:, face, -1, -1]
        logs = np.log(np.maximum(self.engine.gap(passed)[:, face], 1e-300))
        at = int(np.argmax(fraction > SEALED))
        if at == 0:
            return float(self.engine.gap(now[0])[face])
        return float(np.exp(np.interp(SEALED, fraction[at - 1 : at + 1], logs[at - 1 : at + 1])))
