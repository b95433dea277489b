"""Theory of powder: the compaction curve the shipped laws are fitted on, and others."""

from types import MappingProxyType

import numpy as np
from _kit import OUT, column, save, table, validation
from matplotlib.figure import Figure

from asperity.report.fit.picture import draw
from asperity.study import Sample, fit_compaction

validation()
import compaction  # noqa: E402
import other_powder  # noqa: E402
from tables import DATA  # noqa: E402

NAMES = MappingProxyType({"glass": "75Li2S·25P2S5 glass", "halide": "Li3YBrCl6 with 3 % binder"})


def six_laws() -> None:
    """Every law through the published record, as the command draws it."""
    sample = Sample(mass=compaction.MASS, diameter=compaction.DIAMETER, density=compaction.CRYSTAL)
    fit = fit_compaction(str(DATA / f"{compaction.TABLE}.csv"), sample, released=0.11e6)
    figure = Figure(figsize=(7, 3.9), layout="constrained")
    draw(figure.subplots(), fit)
    save(figure, "six")
    headings = ("law", "error on rows left out", "rms", "largest", "AICc", "parameters")
    rows = [
        (
            law.name,
            law.cross_validated_porosity,
            law.rms_porosity,
            law.largest_porosity,
            f"{law.aicc:.1f}",
            len(law.parameters),
        )
        for law in fit.laws
    ]
    table("laws", headings, rows)


def shipped() -> None:
    """The shipped laws on every row they were fitted on."""
    loaded, released = compaction.predicted()
    pressure = column(compaction.TABLE, "pressure_MPa")
    off = [
        (found - 1 + compaction.density(state)) * 100
        for state, found in (("loaded", loaded), ("released", released))
    ]
    headings = ("largest pressure (MPa)", *(f"{p:g}" for p in pressure), "worst")
    rows = [
        (state, *(f"{x:+.2f}" for x in errors), f"{np.abs(errors).max():.2f}")
        for state, errors in zip(("loaded", "released"), off, strict=True)
    ]
    table("errors", headings, rows)


def others() -> None:
    """Powders and pressures that nothing was fitted on."""
    headings = ("powder", "card", "MPa", "measured (%)", "the card says (%)", "card − measured")
    rows = [
        (powder, card, P, f"{100 * seen:.0f}", f"{100 * said:.1f}", f"{100 * off:+.1f}")
        for powder, card, P, seen, said, off in other_powder.pellets()
    ]
    table("pellets", headings, rows)
    rows = [
        (NAMES[powder], card, P, f"{100 * seen:.3g}", f"{100 * said:.1f}", f"{100 * off:+.1f}")
        for powder, card, P, seen, said, off in other_powder.powders()
    ]
    table("others", headings, rows)
    judged = {name: other_powder.left_out(name) for name in NAMES}
    rows = [
        (
            NAMES[name],
            place,
            one.solution.law,
            *(f"{100 * x:.2f}" for x in (one.cross_validated, one.rms)),
        )
        for name, order in judged.items()
        for place, one in enumerate(order, start=1)
    ]
    table("leftout", ("powder", "rank", "law", "rows left out, rms", "all rows, rms"), rows)
    found = {name: other_powder.unseen(name) for name in other_powder.CURVES}
    headings = ("law", "sulfide, rms", "largest", "cellulose, rms", "largest")
    rows = [
        (law, *(f"{100 * x:.2f}" for name in found for x in _size(found[name][law])))
        for law in found["sulfide"]
    ]
    table("unseen", headings, rows)


def _size(errors) -> tuple[float, float]:
    return other_powder.rms(errors), float(np.abs(errors).max())


def main() -> None:
    compaction.plot(str(OUT / "theory_powder.svg"))
    six_laws()
    shipped()
    others()


if __name__ == "__main__":
    main()
