"""Theory of heat: the sample behind the plates in the thermal press, and its margin to melting."""

import numpy as np
from _kit import COLOURS, canvas, run, save

import asperity
from asperity.laws.flow.melting import melting_temperature

OUTCOME = run("na-thermal-press")


def main() -> None:
    sodium = asperity.material("sodium")
    figure, axes = canvas(6.6, 3.2)
    begun = 0.0
    for index, one in enumerate(OUTCOME.steps[:3]):
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
            axes.plot(minutes, np.asarray(values) - 273.15, color=colour, label=label)
        axes.axvline(begun / 60, color="0.85", lw=0.8, zorder=0)
        begun += one.duration_s
    axes.set(xlabel="time (min)", ylabel="temperature (°C)", ylim=(20, 105))
    axes.legend(loc="lower center")
    save(figure)


if __name__ == "__main__":
    main()
