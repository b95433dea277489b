"""What may come in: maps and numbers, or a refusal that says what to write."""

from __future__ import annotations

from math import inf, isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from asperity.errors import Refusal, quoted

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
SMALLEST = 4
FINEST, COARSEST = 1e-10, 0.1


def contact_mask(contact_map: ArrayLike) -> Mask:
    """Where the faces touch, (N, M), of True and False or 1 and 0."""
    found = _array("contact_map", contact_map)
    told = f"a map of True and False, at least {SMALLEST} by {SMALLEST}"
    if found.ndim != 2 or min(found.shape) < SMALLEST:
        raise Refusal("contact_map", f"an array of shape {found.shape}", f"write {told}")
    if found.dtype != np.bool_ and not np.isin(found, (0, 1)).all():
        raise Refusal(
            "contact_map", "values other than 0 and 1", f'write {told}, such as "pressure > 0"'
        )
    return np.ascontiguousarray(found, dtype=np.bool_)


def positive(where: str, value: float, what: str, *, most: float = inf) -> None:
    """Refuse a number that is not above 0, or above `most`."""
    if not (_number(value) and 0 < value <= most):
        raise Refusal(where, quoted(value), f"write {what}, more than 0")


def not_negative(where: str, value: float, what: str, *, most: float = inf) -> None:
    """Refuse a number below 0 or above `most`."""
    if not (_number(value) and 0 <= value <= most):
        raise Refusal(where, quoted(value), f"write {what}, 0 or more")


def over_contact(where: str, value: ArrayLike, contact: Mask, what: str) -> Array:
    """A number or a map (N, M) that is 0 or more on the contact, inf allowed; 0 off it."""
    found = _array(where, value)
    if found.shape not in ((), contact.shape):
        cure = f"write a number or a map of shape {contact.shape}"
        raise Refusal(where, f"an array of shape {found.shape}", cure)
    here = np.where(contact, found, 0.0)
    if not (here >= 0).all():
        worst = found if found.ndim == 0 else np.nanmin(here) if not np.isnan(here).any() else "NaN"
        raise Refusal(where, f"{worst}", f"write {what}, 0 or more")
    return here


def over_gap(gap: ArrayLike, contact: Mask) -> Array:
    """The gap, (N, M), m, that is above 0 wherever the faces do not touch; 1 where they do."""
    found = _array("gap", gap)
    if found.shape != contact.shape:
        cure = f"write a map of shape {contact.shape}, as the contact map's"
        raise Refusal("gap", f"an array of shape {found.shape}", cure)
    here = np.where(contact, 1.0, found)
    if not (np.isfinite(here).all() and (here > 0).all()):
        wrong = np.count_nonzero(~(np.isfinite(here) & (here > 0)))
        found_here = f"{wrong} points that neither touch nor have a gap above 0"
        raise Refusal("gap", found_here, "write metres, or count these points as contact")
    return here


def settings(tolerance: float, threads: int, most_steps: int) -> None:
    """Refuse what the solver cannot keep."""
    if not (_number(tolerance) and FINEST <= tolerance <= COARSEST):
        raise Refusal("tolerance", quoted(tolerance), f"write {FINEST:g} to {COARSEST:g}")
    for where, value in (("threads", threads), ("most_steps", most_steps)):
        if not (_number(value) and isfinite(value) and value == int(value) and value >= 1):
            raise Refusal(where, quoted(value), "write a whole number, 1 or more")


def _array(where: str, value: ArrayLike) -> NDArray[np.generic]:
    """An array of real numbers; masked points are refused with the rest that is none."""
    try:
        found = np.asarray(value)
    except ValueError:
        raise Refusal(where, "rows of unequal length", "write a map (N, M)") from None
    if found.dtype.kind not in "fiub":
        raise Refusal(where, f"values of type {found.dtype}", "write real numbers")
    if np.ma.is_masked(value):
        raise Refusal(where, "masked points", "fill the holes or crop the map")
    return found


def _number(value: object) -> bool:
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
