"""Theory of the foil: the friction factors and the rows they are fitted on."""

from _kit import OUT, validation

validation()
import foil  # noqa: E402

if __name__ == "__main__":
    foil.plot(str(OUT / "theory_foil.svg"))
