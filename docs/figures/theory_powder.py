"""Theory of powder: the compaction curve the shipped laws are fitted on."""

import numpy as np
from _kit import OUT, column, table, validation

validation()
import compaction  # noqa: E402


def main() -> None:
    compaction.plot(str(OUT / "theory_powder.svg"))
    rows = [(law, *compaction.fit(law)[1:]) for law in compaction.COMPACTION]
    rows.sort(key=lambda row: row[1])
    table("laws", ("law", "rms error in porosity", "largest"), rows)
    loaded, released = compaction.predicted()
    pressure = column(compaction.TABLE, "pressure_MPa")
    off = [
        np.abs(found - 1 + compaction.density(state)).max()
        for state, found in (("loaded", loaded), ("released", released))
    ]
    over = f"{pressure.min():g} to {pressure.max():g} MPa"
    rows = [("loaded", over, off[0]), ("released", over, off[1])]
    table("errors", ("porosity", "over", "largest error of the shipped laws"), rows)


if __name__ == "__main__":
    main()
