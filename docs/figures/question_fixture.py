"""Question 13: what bolts and springs make of a torque and of a growing cell."""

from _kit import snippet
from question_gauge import transcript

CALLS = (
    ("5 MPa", "--die", "13 mm", "--bolts", "4", "--thread", "M6"),
    ("0.5 N m", "--die", "13 mm", "--bolts", "4", "--thread", "M6"),
    ("5 MPa", "--die", "13 mm", "--spring", "20 N/mm", "--springs", "4"),
)


def main() -> None:
    snippet("calls", "\n\n".join(transcript("convert", *call) for call in CALLS))


if __name__ == "__main__":
    main()
