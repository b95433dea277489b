"""A spectrum as a file that programs for impedance read.

`.csv`: three columns, frequency in Hz, real and imaginary part in Ω (below 0 of a capacitor), under
a line that begins with "#", which readers of plain numbers pass over. `.z`: the table of ZPlot, for
programs that look for named columns; what it holds of a measurement is 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType

import numpy as np

from asperity.outcome.spectrum.told import CellSpectrum

_NAMED = ("Freq(Hz)", "Ampl", "Bias", "Time(Sec)", "Z'(a)", "Z''(b)", "GD", "Err", "Range")
Row = tuple[str, str, str]


def text_of(told: CellSpectrum, kind: str) -> str:
    """The spectrum as a file of a kind of `KINDS`, the highest frequency first."""
    return "".join(f"{line}\n" for line in KINDS[kind](told))


def _rows(told: CellSpectrum) -> Iterable[Row]:
    """Frequency, real and imaginary part, to the last digit."""
    whole = told.spectrum
    columns = (whole.frequency_hz, whole.real_ohm, whole.imaginary_ohm)
    table = np.stack(columns, axis=1)[::-1].tolist()
    return ((repr(one), repr(two), repr(three)) for one, two, three in table)


def _csv(told: CellSpectrum) -> Iterable[str]:
    yield "# frequency/Hz,Z'/ohm,Z''/ohm"
    yield from map(",".join, _rows(told))


def _zplot(told: CellSpectrum) -> Iterable[str]:
    yield "ZPLOT2 ASCII"
    yield f"Comments: after step {told.step}, computed ({told.fidelity})"
    yield "\t".join(_NAMED)
    yield "End Comments"
    for frequency, real, imaginary in _rows(told):
        yield f"{frequency}\t0\t0\t0\t{real}\t{imaginary}\t0\t0\t0"


KINDS: MappingProxyType[str, Callable[[CellSpectrum], Iterable[str]]] = MappingProxyType(
    {"csv": _csv, "z": _zplot}
)
"""By the end of the file's name."""
