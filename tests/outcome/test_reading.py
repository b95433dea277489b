"""Which arcs a measurement would tell apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.outcome.spectrum import Arc, Part, Spectrum
from asperity.outcome.spectrum.reading import arcs, seen, together, too_fast
from asperity.report.spectrum.lines import prefixed


def spectrum(*wide: tuple[float, float]) -> Spectrum:
    """Arcs of so many ohms and hertz."""
    parts = tuple(
        Part(
            name=f"part-{index}",
            kind="interface",
            resistance_ohm=ohms,
            arcs=(
                Arc(
                    kind="charge-transfer",
                    resistance_ohm=ohms,
                    capacitance_f=1 / (2 * np.pi * ohms * peak),
                    peak_frequency_hz=peak,
                ),
            ),
        )
        for index, (ohms, peak) in enumerate(wide)
    )
    nothing = np.zeros(1)
    return Spectrum(frequency_hz=nothing, real_ohm=nothing, imaginary_ohm=nothing, parts=parts)


def names(group):
    return [one.part.name for one in group]


def test_the_fastest_is_the_first():
    assert names(arcs(spectrum((1, 1e3), (1, 1e6), (1, 1e1)))) == ["part-1", "part-0", "part-2"]


def test_arcs_within_a_decade_are_one():
    groups = together(spectrum((1, 1e3), (1, 5e3), (1, 4e4), (1, 1e7)))
    assert list(map(names, groups)) == [["part-3"], ["part-2", "part-1", "part-0"]]


def test_a_narrow_arc_hides_no_other():
    """Between two arcs two decades apart a third that nobody sees joins nothing."""
    assert len(together(spectrum((1, 1e3), (1e-4, 1e4), (1, 1e5)))) == 2
    assert len(seen(spectrum((1, 1e3), (1e-4, 1e4), (1, 1e5)))) == 2


def test_instruments_end():
    slow, fast = together(spectrum((1, 1e3), (1, 1e9)))[::-1]
    assert too_fast(fast)
    assert not too_fast(slow)


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(1, 1e12)), min_size=1, max_size=6))
def test_every_arc_is_in_one_group(wide):
    whole = spectrum(*wide)
    assert sum(map(len, together(whole))) == len(seen(whole))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.52e-11, "15.2 pF"),
        (9.999e-7, "1 uF"),
        (1e-6, "1 uF"),
        (0.5, "500 mF"),
        (1.0, "1 F"),
        (2.5e-15, "0.0025 pF"),
        (1e3, "1 kF"),
    ],
)
def test_prefixes(value, text):
    assert prefixed(value, "F") == text
