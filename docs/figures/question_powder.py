"""Numbers for the questions about powder: pressure, cracks, dwell, isostatic or not, order."""

import numpy as np
from _kit import COLOURS, MPA, canvas, fill, layer, load, percent, run, save, show, snippet, table

import asperity
from asperity.laws.powder.bonding import section_share
from asperity.laws.powder.dwell import held_pressure
from asperity.laws.powder.springback import compact_poisson
from asperity.laws.strength.release import ejection_tension, gripping_pressure
from asperity.recipe import Recipe
from asperity.report.multistep import rows as compared
from asperity.stack import build
from asperity.study import compare_steps

PELLET = "li6ps5cl-pellet"
KINDS = ("Li6PS5Cl-microcrystalline", "Li6PS5Cl-glass-ceramic")
EJECT = {"name": "eject", "kind": "eject"}


def ejected(changes):
    """Outcome of the pellet pushed out of its die."""
    data = (
        load(PELLET).replace(changes).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    )
    return run(Recipe.model_validate(data | {"steps": [data["steps"][0], EJECT]}))


def pellet() -> None:
    """Question 1: density, springback and conductivity of a sulfide pellet."""
    rows, found = [], {}
    for p in (100, 200, 300, 400, 500):
        changes = {
            "steps.densify.pressure": f"{p} MPa",
            "stack.electrolyte.material": KINDS[0],
            "steps.release.pressure": "50 MPa",
        }
        outcome = run(PELLET, changes)
        loaded = layer(outcome, "densify", "electrolyte")
        kept = layer(outcome, "release", "electrolyte")
        free = layer(ejected(changes), "eject", "electrolyte")
        other = layer(
            run(PELLET, changes | {"stack.electrolyte.material": KINDS[1]}),
            "release",
            "electrolyte",
        )
        found[p] = (
            kept.thickness_m / kept.conductivity_s_per_m,
            other.thickness_m / other.conductivity_s_per_m,
            free.relative_density,
        )
        rows.append(
            (
                f"{p} MPa",
                percent(loaded.relative_density),
                percent(free.relative_density),
                show(kept.thickness_m, "um"),
                show(loaded.conductivity_s_per_m, "mS/cm"),
                show(kept.conductivity_s_per_m, "mS/cm"),
                show(other.conductivity_s_per_m, "mS/cm"),
                percent(loaded.ejection_failure_probability or 0.0),
            )
        )
    headings = (
        "pressed at",
        "density loaded",
        "out of the die",
        "thickness at 50 MPa",
        "micro-crystalline, loaded",
        "at 50 MPa",
        "glass-ceramic at 50 MPa",
        "cracks on ejection",
    )
    table("pellet", headings, rows)
    ohms = [[show(found[p][i], "ohm cm^2") for p in (200, 400)] for i in (0, 1)]
    fill(
        "shortpellet",
        fine=" to ".join(ohms[0]),
        glass=" to ".join(ohms[1]),
        loose=percent(found[200][2]),
        dense=percent(found[400][2]),
    )


def caps() -> None:
    """Question 4: what the wall still grips, and the chance that it takes the pellet apart."""
    card = asperity.material("Li6PS5Cl")
    Y = build(load(PELLET)).layer("electrolyte").powder.yield_stress
    rows = []
    for p in (100, 200, 300, 400, 500):
        outcome = ejected({"steps.densify.pressure": f"{p} MPa"})
        one = layer(outcome, "densify", "electrolyte")
        s = section_share(one.relative_density)
        nu = compact_poisson(one.relative_density, card.value("poisson_ratio"))
        pulls = [
            ejection_tension(gripping_pressure(p * MPA, K=K, nu=nu, Y=Y, s=s)) for K in (0.3, 0.7)
        ]
        rows.append(
            (
                f"{p} MPa",
                show(one.ejection_tension_pa, "MPa"),
                percent(one.ejection_failure_probability),
                " to ".join(show(float(pull), "MPa") for pull in pulls),
            )
        )
    strength = card.quantities["flexural_strength"]
    headings = ("pressed at", "tension at the rim", "caps or laminates", "tension for K 0.3 to 0.7")
    table("caps", headings, rows)
    snippet("strength", f"{strength.low:g} to {strength.high:g} MPa ({strength.trust})")


def wall() -> None:
    """Question 8: the same powder from one side, from both, from all around."""
    rows = []
    for mass in (50, 100, 300, 1000, 3000):
        changes = {"stack.electrolyte.mass": f"{mass} mg", "steps.densify.pressure": "300 MPa"}
        one = layer(run(PELLET, changes), "densify", "electrolyte")
        two = layer(run(PELLET, changes | {"press.action": "two-sided"}), "densify", "electrolyte")
        bag = layer(
            run(PELLET, changes | {"press.machine": "cold-isostatic", "press.die": None}),
            "densify",
            "electrolyte",
        )
        rows.append(
            (
                f"{mass} mg, {show(one.thickness_m, 'mm')}",
                *(_spread(x) for x in (one, two)),
                percent(bag.relative_density),
            )
        )
    headings = (
        "pellet, 10 mm, 300 MPa",
        "upper punch moves",
        "both, or a floating die",
        "isostatic",
    )
    table("wall", headings, rows)


def _spread(one) -> str:
    low, high = percent(one.relative_density_lowest), percent(one.relative_density_highest)
    return f"{percent(one.relative_density)} ({low} to {high})"


def profile() -> None:
    """The density over the height, from a thin pellet to a tall one."""
    figure, axes = canvas(6.6, 3.2, ncols=2, sharey=True)
    for ax, action in zip(axes, ("one-sided", "two-sided"), strict=True):
        for colour, mass in zip(COLOURS, (100, 500, 1500, 3000), strict=False):
            changes = {
                "stack.electrolyte.mass": f"{mass} mg",
                "steps.densify.pressure": "300 MPa",
                "press.action": action,
            }
            one = layer(run(PELLET, changes), "densify", "electrolyte")
            density = np.array(one.density_profile)
            heights = 1 / density
            z = (np.cumsum(heights) - heights / 2) / heights.sum()
            ax.plot(100 * density, z, color=colour, label=show(one.thickness_m, "mm"))
        ax.set(xlabel="relative density (%)", title=f"{action}, 300 MPa")
    axes[0].set_ylabel("height over thickness")
    axes[0].legend(title="pellet of 10 mm")
    save(figure, "profile")


def dwell() -> None:
    """Question 5: what a dwell law would mean, for exponents a user might find."""
    powder = build(load(PELLET)).layer("electrolyte").powder
    rows = []
    for g in (0.01, 0.03, 0.1):
        worth = [float(held_pressure(300e6, t, g=g, t0=10.0)) for t in (60, 600, 3600)]
        first, later = (powder.solid_thickness / float(powder.density_at(p)) for p in worth[:2])
        gains = (f"+{100 * (p / 300e6 - 1):.2g} %" for p in worth)
        rows.append((f"{g:g}", *gains, show(first - later, "um", 2)))
    thinner = "80 mg pellet at 300 MPa, thinner from 1 to 10 min"
    table("dwell", ("dwell exponent (t0 = 10 s)", "1 min", "10 min", "1 h", thinner), rows)


def steps() -> None:
    """Question 9: in steps and at once, for a hydroborate and a sulfide."""
    recipe = load("multi-step")
    sulfide = {
        "stack.electrolyte.material": "Li6PS5Cl",
        "stack.cathode.electrolyte": "Li6PS5Cl",
        "stack.cathode.active": "NMC622",
    }
    for name, changes in (("hydroborate", {}), ("sulfide", sulfide)):
        found = compared(compare_steps(recipe.replace(changes)))
        table(name, found.headings, found.rows)


def main() -> None:
    pellet()
    caps()
    wall()
    profile()
    dwell()
    steps()


if __name__ == "__main__":
    main()
