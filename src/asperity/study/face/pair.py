"""What touches on a face: two materials, or the contact modulus of both."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from asperity.errors import Refusal, quoted
from asperity.recipe import Foil, Plate
from asperity.stack.common import find
from asperity.stack.layer import Layer
from asperity.stack.ledger import Ledger
from asperity.stack.make import make_layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What touches: two layers, or only the contact modulus of the two (Pa)."""

    soft: Layer | None
    hard: Layer | None
    modulus: float
    ledger: Ledger


def pair_of(
    *, material: str | None = None, modulus: float | None = None, against: str | None = None
) -> Pair:
    """What touches: a material, or a contact modulus in its place.

    Args:
        material: card of the softer side; a metal that flows, or any solid with a modulus
        modulus: contact modulus E*, Pa, where no card is wanted
        against: card of the face's own material; rigid where it is left out

    Raises:
        Refusal: both or neither of material and modulus, or a modulus that is none.
        CardRefusal: an unknown card.
    """
    ledger = Ledger()
    if (material is None) == (modulus is None):
        found = "neither" if material is None else "modulus and material"
        raise Refusal("modulus", found, 'write a contact modulus, such as "5 GPa", or a material')
    if modulus is not None:
        if against is not None:
            found = f"{quoted(against)} beside a contact modulus"
            raise Refusal("against", found, "leave it out: the modulus is that of the pair")
        if not (isfinite(modulus) and modulus > 0):
            raise Refusal("modulus", f"{modulus:g} Pa", "write a contact modulus of more than 0")
        return Pair(soft=None, hard=None, modulus=modulus, ledger=ledger)
    soft = _layer(material or "", "material", ledger)
    hard = _layer(against, "against", ledger) if against is not None else None
    compliance = soft.compliance + (hard.compliance if hard is not None else 0.0)
    return Pair(soft=soft, hard=hard, modulus=1 / compliance, ledger=ledger)


def _layer(name: str, where: str, ledger: Ledger) -> Layer:
    """A piece of a material, of a size that does not matter here."""
    size = {"name": where, "material": name, "thickness": "1 mm", "diameter": "10 mm"}
    if find(name, where).kind == "metal":
        return make_layer(Foil.model_validate({**size, "kind": "foil"}), ledger)
    return make_layer(Plate.model_validate({**size, "kind": "plate"}), ledger)
