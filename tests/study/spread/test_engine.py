"""Sobol indices and bands of functions whose own are known, through the path recipes go."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.special import ndtri

from asperity.errors import Refusal
from asperity.study.many import Table
from asperity.study.many.table import Array
from asperity.study.spread import engine
from asperity.study.spread.bands import band_of, ends, risks
from asperity.study.spread.engine import REST, SCATTER, Asked
from asperity.study.spread.indices import Index
from asperity.study.spread.sources.sampling import shares as shares_of

A, B = 7.0, 0.1
Of = Callable[[Array], Array]


def ishigami(shares: Array) -> Array:
    x = np.pi * (2.0 * shares - 1.0)
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


# Ishigami & Homma 1990, in closed form
FIRST_PART = (1.0 + B * np.pi**4 / 5.0) ** 2 / 2.0
SECOND_PART = A**2 / 8.0
TOGETHER = B**2 * np.pi**8 * (1.0 / 18.0 - 1.0 / 50.0)
VARIANCE = FIRST_PART + SECOND_PART + TOGETHER
FIRST = (FIRST_PART / VARIANCE, SECOND_PART / VARIANCE, 0.0)
TOTAL = ((FIRST_PART + TOGETHER) / VARIANCE, SECOND_PART / VARIANCE, TOGETHER / VARIANCE)


def table_of(function: Of) -> Callable[[Array], Table]:
    def ask(shares: Array) -> Table:
        values = function(shares)
        status = tuple("done" if np.isfinite(one) else "not carried out" for one in values)
        reason = tuple("" if one == "done" else "molten" for one in status)
        return Table(status=status, reason=reason, columns={"y": values})

    return ask


def asked(columns: int, samples: int = 512, **options: object) -> Asked:
    names = tuple(f"x{one}" for one in range(columns))
    scatters = tuple(one == 0 for one in range(columns))
    given = {"names": names, "scatters": scatters, "watched": ("y",), "samples": samples}
    return Asked(**(given | options))  # type: ignore[arg-type]


def indices_of(function: Of, wanted: Asked) -> dict[str, Index]:
    ask = table_of(function)
    found = engine.screen(wanted, ask)
    halves, groups = engine.press_halves(wanted, ask), engine.groups(wanted, found)
    blocks = engine.press_blocks(wanted, ask, groups)
    told = engine.indices(wanted, found, tuple(groups), halves, blocks)
    return {one.name: one for one in told["y"]}


@pytest.mark.parametrize("method", ["sobol", "latin-hypercube"])
def test_indices_of_ishigami(method: str) -> None:
    """Within three of their own standard errors, and of a few hundredths."""
    found = indices_of(ishigami, asked(3, 4096, method=method))
    for number in range(3):
        one = found[f"x{number}"]
        assert abs(one.first - FIRST[number]) < max(1.5 * one.first_error, 0.01)
        assert abs(one.total - TOTAL[number]) < max(1.5 * one.total_error, 0.01)
        assert abs(one.first - FIRST[number]) < 0.06
        assert abs(one.total - TOTAL[number]) < 0.04


def test_indices_converge() -> None:
    """Of a Sobol sequence, sixteen times as many samples err less than a third as much."""

    def error(samples: int) -> float:
        off = []
        for seed in range(6):
            found = indices_of(ishigami, asked(3, samples, seed=seed))
            off += [found[f"x{one}"].total - TOTAL[one] for one in range(3)]
        return float(np.sqrt(np.mean(np.square(off))))

    assert error(2048) < error(128) / 3.0


def test_a_screen_finds_what_acts_only_with_others() -> None:
    """The third of Ishigami's moves nothing with the others in the middle."""
    wanted = asked(3)
    found = engine.screen(wanted, table_of(ishigami))
    assert found.low["y"][2] == pytest.approx(found.high["y"][2])
    assert set(found.kept) == {0, 1, 2}


def test_what_does_nothing_is_left_out_and_grouped() -> None:
    def two_of_many(shares: Array) -> Array:
        return shares[:, 2] + 0.5 * shares[:, 5]

    wanted = asked(12, 4096)
    found = engine.screen(wanted, table_of(two_of_many))
    assert found.kept == (2, 5)
    told = indices_of(two_of_many, wanted)
    assert told[REST].total == pytest.approx(0.0, abs=1e-12)
    assert abs(told["x2"].total - 0.8) < 1.5 * told["x2"].total_error < 0.1
    assert abs(told["x5"].first - 0.2) < 1.5 * told["x5"].first_error < 0.1


def test_what_is_left_out_is_looked_at_together() -> None:
    """Only the strongest of three equals may be kept; the others' share is told as one."""
    told = indices_of(lambda shares: shares.sum(axis=1), asked(3, 512, most=1))
    assert told[REST].total == pytest.approx(2.0 / 3.0, abs=0.03)


def test_the_family_that_scatters_is_one_group() -> None:
    told = indices_of(lambda shares: shares[:, 0] + 2.0 * shares[:, 1], asked(2, 512))
    assert told[SCATTER].first == pytest.approx(0.2, abs=0.03)
    assert told[SCATTER].total == pytest.approx(told["x0"].total)


def test_a_power_law_has_the_indices_of_its_exponents() -> None:
    """A positive number is looked at by its logarithm: y = exp(z0) exp(3 z1) has 0.1 and 0.9."""
    told = indices_of(lambda u: np.exp(ndtri(u[:, 0]) + 3.0 * ndtri(u[:, 1])), asked(2, 2048))
    assert told["x0"].total == pytest.approx(0.1, abs=0.01)
    assert told["x1"].first == pytest.approx(0.9, abs=0.03)


def test_failed_presses_leave_whole_blocks_out() -> None:
    """Nothing is filled in: the indices are those of the presses that succeed."""

    def failing(shares: Array) -> Array:
        values = shares[:, 0] + shares[:, 1]
        return np.where(shares[:, 2] > 0.9, np.nan, values)

    told = indices_of(failing, asked(3, 2048))
    assert abs(told["x0"].total - 0.5) < 1.5 * told["x0"].total_error
    assert told["x0"].total == pytest.approx(0.5, abs=0.05)
    assert 0.75 < told["x0"].blocks / 2048 < 0.87  # both A and B below 0.9: 0.81
    assert 0.67 < told["x2"].blocks / 2048 < 0.87
    assert told["x2"].total == pytest.approx(0.0, abs=1e-12)


def test_a_number_that_never_varies_has_no_index() -> None:
    assert indices_of(lambda shares: np.full(len(shares), 3.0), asked(2)) == {}


def test_the_same_seed_gives_the_same_digits() -> None:
    first, second = (indices_of(ishigami, asked(3, 64, seed=5)) for _ in range(2))
    assert first == second
    assert first != indices_of(ishigami, asked(3, 64, seed=6))


def test_few_samples_are_refused() -> None:
    with pytest.raises(Refusal, match=r"samples: found 8; write 16 or more"):
        engine.refuse(asked(3, 8))
    with pytest.raises(Refusal, match=r"nothing that varies"):
        engine.refuse(asked(0, 64))


def test_a_band_of_a_log_normal() -> None:
    """Quantiles in closed form, each within three of the standard errors it tells."""
    z = ndtri(shares_of(2048, 1, seed=3)[:, 0])
    band = band_of(2.0 * np.exp(0.5 * z))
    exact = [2.0 * np.exp(0.5 * ndtri(p)) for p in (0.05, 0.5, 0.95)]
    told = (band.low, band.median, band.high)
    errors = (band.low_error, band.median_error, band.high_error)
    for one, known, error in zip(told, exact, errors, strict=True):
        assert abs(one - known) < 3.0 * error
        assert error < 0.05 * known
    assert band.mean == pytest.approx(2.0 * np.exp(0.125), abs=3.0 * band.mean_error)


def test_the_error_of_a_quantile_is_that_of_fresh_samples() -> None:
    """Or somewhat more; of plain random numbers. A Sobol sequence errs less."""
    draw = np.random.default_rng(4)
    told = [band_of(draw.standard_normal(256)) for _ in range(200)]
    for end in ("low", "median", "high"):
        scatter = np.std([getattr(one, end) for one in told])
        mean = np.mean([getattr(one, f"{end}_error") for one in told])
        assert 0.9 * scatter < mean < 1.4 * scatter


def test_how_presses_end() -> None:
    level = np.array([0.0, 0.0, 1.0, 2.0, 2.0, np.nan, np.nan, np.nan])
    table = Table(
        status=("done",) * 4 + ("not carried out",) + ("refused",) * 3,
        reason=("",) * 4
        + ("sodium melts: 371 K",)
        + tuple(f"steps.a: found {n} MPa" for n in range(3)),
        columns={
            "verdict.level": level,
            "steps.a.risks.melting:metal.level": level,
            "steps.a.risks.melting.level": level,
            "steps.a.risks.die:steel.level": np.zeros(8),
        },
    )
    told = ends(table)
    assert (told.good, told.marginal, told.bad) == (0.25, 0.125, 0.125)
    assert (told.not_carried_out, told.refused) == (0.125, 0.375)
    assert told.reasons == {
        "refused: steps.a: found … MPa": 0.375,
        "not carried out: sodium melts: … K": 0.125,
    }
    assert [(one.kind, one.where, one.marginal, one.bad) for one in risks(table)] == [
        ("melting", "metal", 0.125, 0.25)
    ]
