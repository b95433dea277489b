"""Theory of fracture: laws against finite elements, and the scatter of published strengths."""

from _kit import snippet, table, validation

validation()
import fracture  # noqa: E402


def main() -> None:
    rows = []
    for name, cases in fracture.CASES.items():
        for where, ask in cases:
            stress, hazard = ask()
            rows.append((name, where.replace("um", "µm"), f"{stress:.2f}", f"{hazard:.2f}"))
    table("elements", ("what pulls", "where", "largest tension", "hazard, m = 8"), rows)
    coarse, fine = (
        fracture.modulus_of_scatter(mean, scatter) for mean, scatter in ((26.0, 2.0), (123.0, 17.0))
    )
    snippet("scatter", f"m = {coarse:.0f} (coarse grains) and {fine:.1f} (fine)")


if __name__ == "__main__":
    main()
