"""Question 15: the pellet of `na-cold-press` by finite elements, and what a survey of it says."""

from _kit import NAME, OUT, load, percent, show, table

from asperity.report.stress.picture import picture
from asperity.study import analyse


def main() -> None:
    found = analyse(load("na-cold-press"), survey=True)
    (OUT / f"{NAME}.svg").write_bytes(picture(found.outcome, found.solutions, "svg"))
    (one,), (survey,) = found.outcome.layers, found.outcome.surveys
    heads = ("breaks at a bow of", *(show(thick, "mm") for thick in survey.thickness_m))
    rows = [
        (f"{1e6 * bow:g} µm", *map(percent, row))
        for bow, row in zip(survey.flatness_m, survey.probability, strict=True)
    ]
    rows.append(("any, isostatic", *map(percent, survey.isostatic)))
    table("survey", heads, rows)
    simple = one.simple_probability or 0.0
    table(
        "both",
        ("as shipped", "largest tension", "at", "under full pressure", "breaks", "closed forms"),
        [
            (
                f"{show(one.thickness_m, 'mm')}, bow {show(one.bow_m, 'um').replace('um', 'µm')}",
                show(one.tension_pa, "MPa"),
                show(one.tension_pressure_pa, "MPa", 2),
                show(one.tension_full_pa, "MPa"),
                percent(one.failure_probability),
                percent(simple),
            )
        ],
    )


if __name__ == "__main__":
    main()
