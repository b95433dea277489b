"""What was asked for, read from options as JSON has them."""

from __future__ import annotations

from asperity.errors import Refusal, quoted


def texts(value: object) -> tuple[str, ...]:
    """A list of texts; one text is a list of one, nothing an empty one."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()


def text(value: object) -> str:
    """A text; nothing is an empty one."""
    return "" if value is None else str(value)


def whole(value: object, usual: int, name: str) -> int:
    """A whole number. Raises Refusal for what is none."""
    if value is None or value == "":
        return usual
    try:
        number = float(str(value))
        if number == int(number):
            return int(number)
    except (ValueError, OverflowError):
        pass
    raise Refusal(name, quoted(str(value)), "write a whole number")
