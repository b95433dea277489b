"""Theory of closure: size effect, recovery, and what gas leaves open."""

import numpy as np
from _kit import COLOURS, canvas, percent, plain_log, save, show, snippet, table, validation

import asperity
from asperity.laws.closure.recovery import recovered_fraction
from asperity.laws.flow.size import SizeEffect, size_length, strength_ratio

validation()
from stress_rules import law_errors  # noqa: E402


def size_effect(metal: str) -> SizeEffect:
    """The size effect of a metal's card."""
    card = asperity.material(metal)
    return SizeEffect(
        length=card.value("size_length"),
        reference_temperature=298.15,
        softening=card.value("size_softening"),
        melting_temperature=card.value("melting_temperature"),
    )


def draw() -> None:
    figure, axes = canvas(7.2, 3.3, ncols=2)
    waves = np.geomspace(10e-9, 100e-6, 80)
    for metal, celsius, colour, style in (
        ("lithium", 25, COLOURS[0], "-"),
        ("lithium", 90, COLOURS[0], "--"),
        ("sodium", 25, COLOURS[1], "-"),
        ("sodium", 97, COLOURS[1], "--"),
    ):
        ratio = strength_ratio(size_effect(metal), waves, temperature=celsius + 273.15)
        axes[0].plot(1e6 * waves, ratio, style, color=colour, label=f"{metal}, {celsius} °C")
    axes[0].set(xscale="log", yscale="log", xlabel="wavelength (µm)")
    axes[0].set(ylabel="strength over that of the bulk")
    plain_log(axes[0].xaxis)
    plain_log(axes[0].yaxis)
    axes[0].legend()
    share = np.linspace(0, 1, 100)
    for full, colour in zip((0.1, 0.3, 0.6, 0.9, 1.0), COLOURS, strict=False):
        kept = [recovered_fraction(p, fraction=np.array([full]), largest=1.0)[-1] for p in share]
        axes[1].plot(share, np.array(kept), color=colour, label=f"{full:g}")
    axes[1].set(xlabel="pressure over the largest one", ylabel="contact fraction", ylim=(0, 1.03))
    axes[1].legend(title="at the\nlargest", loc="center left", bbox_to_anchor=(1, 0.5))
    save(figure)


def main() -> None:
    draw()
    rows = []
    for metal, warm in (("lithium", 90), ("sodium", 97)):
        size = size_effect(metal)
        spread = asperity.material(metal).quantities["size_length"]
        rows.append(
            (
                metal,
                show(float(size_length(size, 298.15)), "um"),
                f"{show(spread.si_low, 'um')} to {show(spread.si_high, 'um')}",
                spread.trust,
                f"{show(float(size_length(size, warm + 273.15)), 'um')} at {warm} °C",
            )
        )
    table("size", ("metal", "size length at 25 °C", "range", "trust", "warm"), rows)
    back = recovered_fraction(0.2, fraction=np.array([0.42]), largest=1.0)[-1]
    table("example", ("contact under 25 MPa", "at 5 MPa"), [("42 %", percent(back))])
    rms, least, largest = law_errors()
    snippet(
        "stress",
        f"For exponents from 3 to 7 the law is off by {percent(rms, 2)} (root mean square), from "
        f"{100 * np.expm1(least):+.0f} to {100 * np.expm1(largest):+.0f} %.",
    )


if __name__ == "__main__":
    main()
