"""Question 15, and the page of `na-cold-press`: when a ceramic survives, and what changes it."""

import numpy as np
from _kit import COLOURS, MPA, canvas, fill, load, percent, run, save, show, table

import asperity

COLD = "na-cold-press"
ELECTROLYTE = "stack.electrolyte"
THICK = ("0.3 mm", "0.5 mm", "1 mm", "2 mm")
QUICK = {"steps.press.dwell": "1 s"}


def survival(changes=None, recipe=COLD):
    """What the outcome tells of the ceramic under the press."""
    step = run(recipe, QUICK | (changes or {})).steps[0]
    return next(one.survival for one in step.layers if one.name == "electrolyte")


def pellet(**fields):
    """Survival of a pellet with some of its fields changed."""
    return survival({f"{ELECTROLYTE}.{name}": value for name, value in fields.items()})


def banded(found) -> str:
    """A probability with its band."""
    low, high = found.probability_low, found.probability_high
    if high < 1e-4:
        return percent(found.probability)
    return f"{percent(found.probability)} ({percent(low)} to {percent(high)})"


def draw() -> None:
    figure, axes = canvas(7.4, 3.4, ncols=2, sharey=True)
    bows = np.linspace(0.5, 20, 14)
    for axis, material in zip(axes, ("NaSICON", "Na-beta-alumina"), strict=True):
        for thickness, colour in zip(THICK, COLOURS, strict=False):
            found = [
                pellet(material=material, thickness=thickness, flatness=f"{float(bow)!r} um")
                for bow in bows
            ]
            likely, low, high = (
                np.maximum([getattr(one, name) for one in found], 1e-7)
                for name in ("probability", "probability_low", "probability_high")
            )
            axis.plot(bows, likely, color=colour, label=thickness)
            if thickness in {"0.3 mm", "1 mm"}:
                axis.fill_between(bows, low, high, color=colour, alpha=0.13, lw=0)
        axis.axhline(1.3e-6, color="0.25", lw=1.4, ls="--")
        axis.text(19.8, 1.6e-6, "isostatic: 0", ha="right", va="bottom", color="0.25")
        axis.axhspan(0.1, 1, color="#f2d0c4", zorder=0)
        axis.axhspan(0.01, 0.1, color="#faeedd", zorder=0)
        axis.set(
            yscale="log",
            ylim=(1e-6, 1),
            xlim=(0, 20),
            xlabel="bow of the pellet (µm)",
            title=f"{material}, 10 mm wide, 360 MPa",
        )
    axes[0].set(ylabel="probability to break")
    axes[0].legend(title="thickness", loc="upper left", framealpha=0.8, frameon=True)
    save(figure)


def limits() -> None:
    """The bow at which one in a hundred breaks."""
    rows = []
    for material in ("Na5SmSi4O12", "NaSICON", "Na-beta-alumina", "LLZO"):
        changes = {f"{ELECTROLYTE}.material": material}
        if material == "LLZO":
            changes |= {"stack.metal.material": "lithium"}
        found = [survival(changes | {f"{ELECTROLYTE}.thickness": one}) for one in THICK]
        rows.append((material, *(show(one.flattest_needed_m, "um", 2) for one in found)))
    table("bow", ("1 % break at a bow of", *THICK), rows)


def grid() -> None:
    """The table of the outcome itself."""
    found = survival()
    heads = [show(one, "mm") for one in found.thickness_m]
    rows = [
        (f"{bow * 1e6:g} µm", *(percent(one) for one in row))
        for bow, row in zip(found.flatness_m, found.uniaxial, strict=True)
    ]
    rows.append(("any, isostatic", *(percent(one) for one in found.isostatic_too[0])))
    table("grid", ("bow", *heads), rows)


def sources() -> None:
    """What else pulls: no die, a narrow punch, uneven thickness, pores, heat."""
    cases = (
        ("as shipped: bow 5 µm, metal in a die that it fills", {}),
        ("the same without a die: the metal slips out", {"press.die": None}),
        ("without a die at 36 MPa", {"press.die": None, "steps.press.pressure": "36 MPa"}),
        ("without a die, isostatic", {"press.die": None, "press.machine": "cold-isostatic"}),
        ("15 % of pores", {f"{ELECTROLYTE}.relative_density": "0.85"}),
        ("bow 15 µm", {f"{ELECTROLYTE}.flatness": "15 um"}),
    )
    rows = []
    for words, changes in cases:
        found = survival(changes)
        parts = ", ".join(
            f"{name} {show(one, 'MPa', 2)}" for name, one in found.stresses_pa.items() if one > 1e4
        )
        advice = next((one for one in found.advice if one.probability > 0), None)
        better = "–" if advice is None else f"{advice.change} ({percent(advice.probability)})"
        rows.append((words, parts or "nothing", banded(found), better.replace("um", "µm")))
    table(
        "sources",
        (
            "NaSICON, 1 mm × 10 mm, 360 MPa",
            "what pulls",
            "breaks",
            "what helps next to going isostatic",
        ),
        rows,
    )


def flaws() -> None:
    """A known flaw instead of the scatter of test bars."""
    rows = []
    for depth in ("10 um", "30 um", "100 um", "300 um"):
        found = [pellet(flaw_size=depth, flatness=bow) for bow in ("5 um", "10 um", "20 um")]
        bears = show(found[0].strength_pa, "MPa")
        rows.append((depth.replace("um", "µm"), bears, *map(banded, found)))
    table("flaws", ("depth of the flaw", "bears", "bow 5 µm", "10 µm", "20 µm"), rows)


def isostatic() -> None:
    """Question 8: the same pellet pressed three ways."""
    rows = []
    for bow in ("5 um", "10 um", "20 um"):
        bent = {f"{ELECTROLYTE}.flatness": bow}
        bag = {"press.machine": "cold-isostatic", "press.die": None}
        rows.append(
            (
                bow.replace("um", "µm"),
                banded(survival(bent)),
                banded(survival(bent | {"press.die": None})),
                percent(survival(bent | bag).probability),
            )
        )
    heads = ("bow of the NaSICON pellet", "plates, in a die", "plates, no die", "isostatic")
    table("isostatic", heads, rows)


def crimper() -> None:
    """The same recipe with a crimper: what the press says."""
    plan = asperity.check(load(COLD).replace({"press.machine": "coin-cell-crimper"}))
    fill("crimper", reason=plan.verdict.reasons[0], level=plan.verdict.level)


def main() -> None:
    draw()
    limits()
    grid()
    sources()
    flaws()
    isostatic()
    crimper()
    found = survival()
    fill(
        "short",
        bow=show(found.flattest_needed_m, "um", 2),
        thin=show(pellet(thickness="0.3 mm").flattest_needed_m, "um", 2),
        chance=banded(found),
        loose=percent(survival({"press.die": None}).probability),
        pressure=show(360 * MPA, "MPa"),
    )


if __name__ == "__main__":
    main()
