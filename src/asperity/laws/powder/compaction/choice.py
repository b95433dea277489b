"""The compaction laws a material card may name, each with its inverse and its parameters.

D     relative density, bulk over crystal density, 0..1
p     axial pressure, Pa

name               law                                            parameters (SI)
walker             1/D = C1 - C2 log10(p/MPa)                     C1, C2
heckel             ln 1/(1-D) = p/Py + A                          Py (Pa), A
panelli-ambrozio   ln 1/(1-D) = a √p + B                          a (Pa^-0.5), B
kawakita           1 - D0/D = a b p/(1 + b p)                     D0, a, b (1/Pa)
shapiro            ln(1-D) = ln ε0 - k p - b √p                   e0, k (1/Pa), b (Pa^-0.5)
cooper-eaton       (1/D0 - 1/D)/(1/D0 - 1) = Σ ai exp(-ki/p)      D0, a1, k1 (Pa), a2, k2 (Pa)

All are empirical between rearrangement (some MPa) and full density, for pressing that only rises;
they are not for unloading (see `springback`). Where a law runs past D = 1 it is cut at 1. An
inverse returns the pressure that just reaches D: inf where the law never does, 0 below its
starting density.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from asperity.laws import Floats
from asperity.laws.powder.compaction import (
    cooper_eaton,
    heckel,
    kawakita,
    panelli_ambrozio,
    shapiro,
    walker,
)


@dataclass(frozen=True)
class Compaction:
    """A compaction law: its density D(p), its inverse p(D), the names of its parameters."""

    density: Callable[..., Floats]
    pressure: Callable[..., Floats]
    parameters: tuple[str, ...]


COMPACTION: Mapping[str, Compaction] = MappingProxyType(
    {
        "walker": Compaction(walker.density, walker.pressure, ("C1", "C2")),
        "heckel": Compaction(heckel.density, heckel.pressure, ("Py", "A")),
        "panelli-ambrozio": Compaction(
            panelli_ambrozio.density, panelli_ambrozio.pressure, ("a", "B")
        ),
        "kawakita": Compaction(kawakita.density, kawakita.pressure, ("D0", "a", "b")),
        "shapiro": Compaction(shapiro.density, shapiro.pressure, ("e0", "k", "b")),
        "cooper-eaton": Compaction(
            cooper_eaton.density, cooper_eaton.pressure, ("D0", "a1", "k1", "a2", "k2")
        ),
    }
)
"""The laws a material card may name."""
