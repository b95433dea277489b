"""Page of `na-cold-press`: pressure against contact and tools, bending of the ceramic."""

import numpy as np
from _kit import (
    COLOURS,
    MINUTE,
    MPA,
    breaks,
    canvas,
    column,
    face,
    fill,
    layer,
    load,
    percent,
    plain_log,
    pressure_to_contact,
    run,
    save,
    show,
    sodium_contact,
    span,
    table,
    verdict,
    words,
)

import asperity

OUTCOME = run("na-cold-press")
HOLD = 10 * MINUTE


def draw_contact(axes) -> None:
    pressures = np.geomspace(0.5, 500, 16) * MPA
    for seconds, colour in ((10.0, COLOURS[5]), (HOLD, COLOURS[0])):
        contact = [sodium_contact(p, 25.0, seconds) for p in pressures]
        axes.plot(pressures / MPA, contact, color=colour, label=f"{span(seconds)} at 25 °C")
    axes.axvline(360, color="0.6", lw=0.8, ls=":")
    axes.text(340, 0.1, "claimed", rotation=90, ha="right", color="0.4")
    axes.set(
        xscale="log",
        xlabel="pressure (MPa)",
        ylabel="contact fraction",
        ylim=(0, 1.03),
        title="Clean sodium, rms height 0.5 µm",
    )
    plain_log(axes.xaxis)
    axes.legend(loc="upper left", bbox_to_anchor=(0, 0.95))


def draw_bending(axes) -> None:
    bows = np.geomspace(2, 80, 12)
    for thickness, colour in (("0.3 mm", COLOURS[2]), ("1 mm", COLOURS[0]), ("2 mm", COLOURS[1])):
        bent = [
            {
                "stack.electrolyte.flatness": f"{float(bow)!r} um",
                "stack.electrolyte.thickness": thickness,
            }
            for bow in bows
        ]
        chance = [breaks(run("na-cold-press", changes)) for changes in bent]
        axes.plot(bows, np.maximum(chance, 1e-6), color=colour, label=thickness)
    axes.axhspan(0.1, 1, color="#f2d0c4", zorder=0)
    axes.set(
        xscale="log",
        yscale="log",
        ylim=(1e-5, 1),
        xlabel="bow of the pellet (µm)",
        ylabel="probability to break",
        title="NaSICON under 360 MPa",
    )
    plain_log(axes.xaxis)
    axes.legend(title="pellet", loc="lower right")


def machines() -> None:
    rows = []
    for machine in ("hand-press", "coin-cell-crimper", "hydraulic-24t-heated"):
        for die in ("hardened-steel-10mm", "hardened-steel-20mm"):
            plan = asperity.check(
                load("na-cold-press").replace({"press.machine": machine, "press.die": die})
            )
            force = plan.steps[0].force_n
            reason = plan.verdict.reasons[0]
            rows.append(
                (machine, die, show(force, "t", dimension="force"), plan.verdict.level, reason)
            )
    table("machines", ("press", "die", "360 MPa asks", "verdict", "reason"), rows)


def hydroborates() -> str:
    """Pressures (MPa) at which sodium on hydroborates no longer gains contact, as text."""
    seen = column("na-on-hydroborate-contact", "contact_complete_MPa")
    return " and ".join(f"{p:g}" for p in sorted(seen[~np.isnan(seen)]))


def comparison() -> None:
    last, sodium = face(OUTCOME, "release"), asperity.material("sodium")
    small, size = (sodium.quantities[name] for name in ("small_body_strength", "size_length"))
    transfer = asperity.material("NaSICON").quantities["charge_transfer_sodium"]
    papers, enough = "cell-recipes-in-papers", pressure_to_contact(25.0, HOLD)
    row = words(papers, "source").index("Ortmann 2023 (Na|NZSP)")
    seen = np.nanmean(column("na-on-hydroborate-contact", "contact_complete_MPa")) * MPA
    fill(
        "compare",
        contact=percent(face(OUTCOME, "press").contact_fraction),
        kept=percent(last.contact_fraction),
        enough=show(enough, "MPa"),
        hydroborate=hydroborates(),
        times=f"{360 * MPA / enough:.0f}",
        near=f"{seen / enough:.1f}",
        interface=show(last.resistance_ohm_m2, "ohm cm^2"),
        attach=float(column(papers, "metal_attach_MPa")[row]),
        transfer=f"{transfer.low:g} to {transfer.high:g} Ω cm²",
        size=show(size.si, "um"),
        small=f"{small.si / MPA:g} to {small.si_high / MPA:g}",
        range=f"{show(size.si_low, 'um')} to {show(size.si_high, 'um')}",
        thick=show(layer(OUTCOME, "release", "metal").thickness_m, "um"),
        density=percent(layer(OUTCOME, "release", "electrolyte").relative_density),
        breaks=percent(breaks(OUTCOME)),
    )


def main() -> None:
    figure, axes = canvas(7.2, 3.2, ncols=2)
    draw_contact(axes[0])
    draw_bending(axes[1])
    save(figure)
    machines()
    verdict(OUTCOME)
    holds = (10.0, 60.0, 600.0, 7200.0)
    rows = [(span(t), show(pressure_to_contact(25.0, t), "MPa")) for t in holds]
    table("enough", ("hold at 25 °C", "pressure for 0.99 contact"), rows)
    comparison()


if __name__ == "__main__":
    main()
