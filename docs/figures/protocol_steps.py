"""Page of what the field knows: how many steps a sodium-ion cell wants."""

from _kit import percent, snippet, table
from _protocols import answer, number, solved

FELT = 1e-3
"""A gain below it is none."""


def _gain(gain: float) -> str:
    return percent(gain, 2) if abs(gain) > FELT else "–"


def main() -> None:
    answer("steps", "least density times evenness")
    found = solved("steps")
    ways = sorted(found.ways, key=lambda one: one.reached or 0.0, reverse=True)
    rows = [
        (one.name, one.steps, number(found, one.reached), _gain(one.gain or 0.0)) for one in ways
    ]
    table(
        "ways",
        ("way of pressing", "steps that press", "reached", "the chosen one is better by"),
        rows,
    )
    at_once = next(one for one in ways if one.name == "powders pressed at once")
    several, one = number(found, found.goals[0].reached), number(found, at_once.reached)
    worth = percent(at_once.gain or 0.0, 3)
    snippet("gain", f"Several steps reach {several}, at once {one}: they are worth **{worth}**.")


if __name__ == "__main__":
    main()
