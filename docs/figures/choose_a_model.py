"""The errors in the table of models, each from the script that measures it."""

import numpy as np
from _kit import column, fill, pressure_to_contact, validation

validation()
import composite  # noqa: E402
import conductivity  # noqa: E402
import foil  # noqa: E402
import lithium  # noqa: E402
from stripping import factor, published  # noqa: E402


def lithium_errors() -> dict[str, str]:
    """How far the cell's resistance is off at 5 and 25 MPa and back at 5."""
    off = 100 * (lithium.predicted() / column(lithium.TABLE, "resistance_ohm") - 1)
    return {"li5": f"{off[1]:+.0f} %", "li25": f"{off[5]:+.0f} %", "back": f"{off[6]:+.0f} %"}


def sodium_error() -> str:
    """Measured over predicted pressure of complete contact."""
    seen = column("na-on-hydroborate-contact", "contact_complete_MPa")
    ratio = seen[np.isfinite(seen)] * 1e6 / pressure_to_contact(25.0, 600.0)
    return f"{ratio.min():.1f} to {ratio.max():.1f}"


def stripping_errors() -> dict[str, str]:
    """Factors by which the cards alone are off, of each metal, and with one number fitted."""
    alone = {rows.name: factor(rows.ratios()) for rows in published()}
    fitted = max(factor(rows.share() * rows.ratios()) for rows in published())
    lithium_off = sorted(off for name, off in alone.items() if name.startswith("Li"))
    sodium = next(off for name, off in alone.items() if name.startswith("Na"))
    return {
        "lithium_off": " and ".join(f"{off:.1f}" for off in lithium_off),
        "sodium": f"{sodium:.0f}",
        "fitted": f"{fitted:.1f}",
    }


def path_error(kind: str) -> str:
    """Largest factor between percolation and measurement."""
    rows = composite.path(kind)
    off = np.log(composite.predicted(kind, rows.fraction) / rows.reduced)
    return f"{np.exp(np.abs(off).max()):.1f}"


def main() -> None:
    cells = conductivity.cells("uC-Li6PS5Cl")
    off = conductivity.residuals(
        cells, conductivity.fit(cells, conductivity.SHIPPED["uC-Li6PS5Cl"])
    )
    fill(
        "table",
        contact=sodium_error(),
        pellet=f"{100 * np.expm1(np.abs(off)).max():.0f} %",
        cathode=f"{path_error('ionic')} (ions), {path_error('electronic')} (electrons)",
        foil=f"{100 * max(abs(x) for x in foil.residuals().values()):.0f} %",
        **lithium_errors(),
        **stripping_errors(),
    )


if __name__ == "__main__":
    main()
