"""Reference of `asperity fit`: what the command prints on a published record."""

from pathlib import Path

from _kit import snippet, validation

from asperity.report.fit.terminal import render
from asperity.report.lines import to_text
from asperity.study import Sample, card_text, fit_compaction

validation()
from tables import DATA  # noqa: E402

SAMPLE = Sample(mass=80.2e-6, diameter=10e-3, density=1870.0, mass_error=0.1e-6)


def main() -> None:
    record = DATA / "li6ps5cl-type-compaction.csv"
    fit = fit_compaction(str(record), SAMPLE, released=0.11e6)
    shown = to_text(render(fit, card="own.toml", based_on="Li6PS5Cl"), width=88).strip()
    shown = shown.replace(str(record), Path(record).name)
    snippet("terminal", f"```text\n{shown}\n```")
    card = card_text(fit, name="own-argyrodite", based_on="Li6PS5Cl").split("[quantities.")
    some = "[quantities.".join([card[0], card[2]]).strip()
    snippet("card", f"```toml\n{some}\n```")


if __name__ == "__main__":
    main()
