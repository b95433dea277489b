"""Page of the spread: what the command tells, what scatters, what to control first."""

import numpy as np
from _kit import COLOURS, canvas, load, plain_log, save, snippet, table
from matplotlib.figure import Figure

from asperity.report.lines import to_text
from asperity.report.spread import names, render
from asperity.report.spread.picture import PLAIN, draw
from asperity.study import Spread, reproducibility, spread_recipe
from asperity.study.crew import Crew
from asperity.study.many import Points
from asperity.study.spread.sources.process import USUAL

NAME = "multi-step"
OHMS, OPERATE = "cell.resistance_ohm", "steps.operate.pressure"
DENSITY = "steps.attach.layers.cathode.relative_density"
WATCHED = (OHMS, "steps.operate.interfaces.rod:electrolyte.contact_fraction", DENSITY)
PRESSURES = np.geomspace(10.0, 250.0, 6)
PRESSES = ("hydraulic-30t-heated", "hydraulic-60t-heated")


def varied(found: Spread) -> None:
    """The distributions that were taken."""
    rows = [
        (
            names.source(one.name, found),
            f"{(one.high / one.low) ** 0.5 - 1:.1%}" if one.low > 0 else "–",
            one.basis,
        )
        for one in found.sources
    ]
    table("sources", ("what", "nine of ten within ±", "from"), rows)


def usual() -> None:
    """What is assumed where no card tells."""
    rows = [(name, f"{one.share:.0%}", one.words) for name, one in USUAL.items()]
    table("usual", ("what", "standard deviation", "of"), rows)


def families(both: Spread) -> None:
    """How much of each number scatters, and how much is in doubt."""
    rows = []
    for one in both.watched:
        scatter = next((x for x in one.indices if x.name == "all that scatters"), None)
        if one.band is None or scatter is None:
            continue
        band = f"{names.value(one.path, one.band.low)} to {names.value(one.path, one.band.high)}"
        first = names.source(one.indices[0].name, both)
        rows.append((names.quantity(one.path), band, f"{scatter.total:.0%}", first))
    heads = ("number", "nine of ten", "of it scatter", "largest share")
    table("families", heads, rows)


def again(crew: Crew) -> None:
    """Reproducibility of the cell against its pressure in operation, on three presses."""
    figure, axes = canvas(5.6, 3.0)
    for machine, colour in zip(PRESSES, COLOURS, strict=False):
        texts = [f"{one:.4g} MPa" for one in PRESSURES]
        asked = Points(values={OPERATE: texts, "press.machine": [machine] * len(texts)})
        found = reproducibility(load(NAME), asked, of=OHMS, samples=16, crew=crew)
        axes.plot(PRESSURES, 100 * found.relative, color=colour, marker="o", ms=3, label=machine)
    axes.set(xscale="log", xlabel="pressure in operation (MPa)", ylim=(0, None))
    axes.set_ylabel("relative deviation of the resistance (%)")
    plain_log(axes.xaxis)
    axes.legend(fontsize=8)
    save(figure, "again")


def main() -> None:
    usual()
    with Crew() as crew:
        process = spread_recipe(load(NAME), samples=32, only="process", of=WATCHED, crew=crew)
        both = spread_recipe(load(NAME), samples=32, of=WATCHED, most=6, crew=crew)
        again(crew)
    varied(process)
    families(both)
    snippet("terminal", f"```text\n{to_text(render(process), width=110)}```")
    figure = Figure(layout="constrained", facecolor="white")
    draw(figure, process, PLAIN)
    save(figure)


main()
