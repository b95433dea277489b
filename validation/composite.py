"""Percolation against the conductivities of NCM622 + Li6PS5Cl.  python validation/composite.py

Not fitted: ionic threshold 0.16, exponent 2. Fitted: electronic threshold 0.20. Porosity 15 % (13
to 17 in the source), volume per cent read as per cent of the whole. The tortuosity is σ0 φ/σ;
where a row has none, σ0 is the mean of the rows that have both.
"""

import numpy as np
from numpy.typing import NDArray
from tables import column, show

from asperity.laws.current.composite import ELECTRONIC_THRESHOLD, percolating

TABLE = "composite-cathode-conductivity"
POROSITY = 0.15


def compared(kind: str) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Volume fraction of the conducting phase, measured and predicted σ over that of the phase."""
    active = column(TABLE, "active_material_volume_percent") / 100
    phi = active if kind == "electronic" else 1 - POROSITY - active
    sigma, tau = column(TABLE, f"{kind}_conductivity_mS_cm"), column(TABLE, f"{kind}_tortuosity")
    bulk = np.nanmean(sigma * tau / phi)  # one phase, so one number but for rounding
    measured = np.where(np.isnan(tau), sigma / bulk, phi / tau)
    limit = {"threshold": ELECTRONIC_THRESHOLD} if kind == "electronic" else {}
    return phi, measured, np.asarray(percolating(1.0, phi, **limit))


def main() -> None:
    for kind in ("ionic", "electronic"):
        phi, measured, law = compared(kind)
        print(f"\n{kind}: effective over bulk conductivity")
        show(
            ("fraction", "measured", "law", "factor"),
            zip(phi, measured, law, law / measured, strict=True),
        )


if __name__ == "__main__":
    main()
