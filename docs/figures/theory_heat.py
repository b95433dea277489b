"""Theory of heat: plates and sample of the thermal press, and how exact the column is."""

import numpy as np
from _kit import COLOURS, canvas, fill, load, run, save, show, table
from scipy.linalg import expm

import asperity
from asperity.laws.flow.melting import melting_temperature
from asperity.laws.heat.column import column
from asperity.laws.heat.lag import stack_lag
from asperity.process.warming import PUNCH_CAPACITY, PUNCH_DIFFUSIVITY, Warming, warming
from asperity.reference import heating
from asperity.stack import Stack, build

THICK, K, CAPACITY = 45e-3, 15.2, 3.8e6
ALPHA = K / CAPACITY
ZERO = 273.15


def programme(axes) -> None:
    sodium = asperity.material("sodium")
    begun = 0.0
    for index, one in enumerate(run("na-thermal-press").steps[:3]):
        course = one.history
        minutes = (begun + course.time_s) / 60
        limit = melting_temperature(
            course.pressure_pa,
            Tm0=sodium.value("melting_temperature"),
            slope=sodium.value("melting_slope"),
        )
        for values, colour, text in (
            (course.plate_temperature_k, COLOURS[6], "plates"),
            (course.temperature_k, COLOURS[0], "sample"),
            (limit, COLOURS[1], "sodium melts"),
        ):
            label = text if index == 0 else None
            axes.plot(minutes, np.asarray(values) - ZERO, color=colour, label=label)
        axes.axvline(begun / 60, color="0.85", lw=0.8, zorder=0)
        begun += one.duration_s
    axes.set(xlabel="time (min)", ylabel="temperature (°C)", ylim=(20, 105), title="The steps")
    axes.legend(loc="center right")


def without_die() -> Stack:
    recipe = load("na-thermal-press")
    return build(recipe.model_copy(update={"press": recipe.press.model_copy(update={"die": None})}))


def heated(stack: Stack, rate: float | None = None) -> Warming:
    """The heating of the shipped recipe, on a stack, at its press's rate or another (K/s)."""
    step = stack.steps[0]
    begins = (stack.temperature, stack.temperature)
    found = warming(
        stack,
        step.layers,
        begins,
        target=step.temperature,
        rate=rate or stack.machine.heating_rate,
    )
    if found is None:
        raise RuntimeError("this press has no controller")
    return found


def arrival(axes) -> None:
    """Where the ramp ends: the plates go beyond, the sample in steel does not."""
    steel, bare = heated(build(load("na-thermal-press"))), heated(without_die())
    for found, values, colour, text, style in (
        (steel, steel.plates, COLOURS[6], "plates", "-"),
        (steel, steel.sample, COLOURS[0], "sample in a steel die", "-"),
        (bare, bare.sample, COLOURS[5], "sample without a die", "--"),
    ):
        minutes = np.array(found.time) / 60
        axes.plot(minutes, np.array(values) - ZERO, style, color=colour, label=text)
    target = steel.target - ZERO
    axes.axhline(target, color="0.6", lw=0.8, ls=":")
    axes.set(
        xlabel="time since heating began (min)",
        ylim=(target - 4, target + 1.6),
        xlim=(8, 17),
        title="Where the ramp ends",
    )
    axes.legend(loc="lower right")


def slab(cells: int, contact: float = 0.0):
    return column(
        np.array([THICK]),
        np.array([K]),
        np.array([CAPACITY]),
        joints=np.full(2, contact),
        area=1.0,
        plates=(np.inf, np.inf),
        cells=cells,
    )


def off(cells: int, time: float, exact, *, contact: float = 0.0, part: float = 1.0) -> float:
    """Largest error of a step of both plates by 1 K, over a part of the slab."""
    body, start = slab(cells, contact), np.zeros(cells + 2)
    start[[0, -1]] = 1.0
    x = (np.arange(cells) + 0.5) * THICK / cells
    near = x < part * THICK
    found = (expm(time * body.matrix()) @ start)[1:-1]
    return float(np.abs(found - exact(x))[near].max())


def verified() -> None:
    resistance = 0.5
    lag = resistance / 2 * CAPACITY * THICK
    cases = (
        ("slab between plates, 20 s", 20.0, lambda x: 1 - heating.slab_step(x, 20.0, THICK, ALPHA)),
        ("the same, 100 s", 100.0, lambda x: 1 - heating.slab_step(x, 100.0, THICK, ALPHA)),
        ("half-space, 3 s", 3.0, lambda x: 1 - heating.half_space_step(x, 3.0, ALPHA)),
    )
    rows = []
    for name, time, exact in cases:
        part = 0.4 if name.startswith("half") else 1.0
        errors = [off(cells, time, exact, part=part) for cells in (30, 60, 120)]
        order = np.log2(errors[-2] / errors[-1])
        rows.append((name, *(f"{e:.2g} K" for e in errors), f"{order:.2f}"))
    exact = stack_lag(np.full(2, THICK / 2), np.full(2, K), np.full(2, CAPACITY))[1]
    lags = [abs(slab(cells).lags().max() / exact - 1) for cells in (31, 61, 121)]
    order = np.log(lags[1] / lags[2]) / np.log(121 / 61)
    rows.append(("lag in the middle, relative", *(f"{e:.2g}" for e in lags), f"{order:.2f}"))
    lumped = [off(n, lag, lambda _: 1 - np.exp(-1.0), contact=resistance) for n in (30, 60, 120)]
    told = "what a lumped body lacks"
    rows.append(("slab behind poor joints", *(f"{e:.2g} K" for e in lumped), told))
    table("verified", ("error after a step of 1 K", "30 cells", "60", "120", "order"), rows)


def overshoots() -> None:
    rows = []
    bare, steel = without_die(), build(load("na-thermal-press"))
    usual = steel.machine.heating_rate
    for rate in (1 / 60, 3 / 60, usual, 15 / 60):
        found = (heated(bare, rate), heated(steel, rate))
        rows.append(
            (
                show(rate, "K/min", dimension="heating_rate"),
                f"{found[0].plates_peak()[1]:.2f} K",
                *(f"{one.sample_peak()[1]:.2f} K" for one in found),
                *(f"{one.duration / 60:.1f} min" for one in found),
            )
        )
    headings = (
        "set point rises by",
        "plates overshoot",
        "sample, no die",
        "sample in steel",
        "at temperature, no die",
        "in steel",
    )
    table("overshoots", headings, rows)
    found = heated(steel)
    fill(
        "said",
        overshoot=f"{found.plates_peak()[1]:.2f} K",
        lag=f"{found.lag:.0f} s",
        time=f"{found.duration / 60:.1f} min",
        ramp=f"{(found.target - steel.temperature) / usual / 60:.1f} min",
    )


def sideways() -> None:
    """What a die in free air loses, as a fin between its plates (10 W/m²K, assumed)."""
    stack, air = build(load("na-thermal-press")), 10.0
    found, die = heated(stack), stack.die
    fin = np.sqrt(4 * air / (PUNCH_DIFFUSIVITY * PUNCH_CAPACITY * die.outer))
    short = (found.target - stack.temperature) * (1 - 1 / np.cosh(fin * die.height / 2))
    fill("sideways", short=f"{short:.1f} K", plates=show(found.target, "degC"), air=f"{air:g}")


def main() -> None:
    figure, axes = canvas(7.6, 3.3, ncols=2)
    programme(axes[0])
    arrival(axes[1])
    save(figure)
    verified()
    overshoots()
    sideways()


if __name__ == "__main__":
    main()
