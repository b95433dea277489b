"""Recipe and cards in, stack out: where written quantities enter as SI, and where both must fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType

from asperity.errors import CardRefusal, RecipeRefusal
from asperity.materials import library
from asperity.materials.card import Card
from asperity.recipe import Recipe
from asperity.recipe import layers as written
from asperity.recipe import steps as said
from asperity.stack.common import by_carrier, controlled, doubts
from asperity.stack.fittings.parts import clamp, polymer, punch
from asperity.stack.layer import Layer
from asperity.stack.ledger import Ledger
from asperity.stack.make import make_layer
from asperity.stack.program import Interface, Stack, Step
from asperity.stack.relief import digest, relief, roughness
from asperity.stack.remarks import remarks
from asperity.stack.tools import Die, DieDoubts, Machine
from asperity.units import show

_ATMOSPHERE = MappingProxyType({"argon": 1e5, "air": 1e5, "vacuum": 0.0})
_FITS = 1 + 1e-6
PLATE_WIDTH = 0.15
"""Width (m) over which the flatness of a press's plates is stated."""


def build(recipe: Recipe, cards: Mapping[tuple[str, str], float] | None = None) -> Stack:
    """The recipe in SI; `cards` are numbers (SI) by (card, quantity) for those of the cards.

    Raises `CardRefusal` for an unknown material, press or die, and `RecipeRefusal` where the recipe
    and its cards do not fit (a disc wider than the die, a foil that cannot flow), and
    `TopographyRefusal` for a map that cannot be read or used.
    """
    ledger = Ledger(cards or {})
    layers = tuple(make_layer(part, ledger) for part in recipe.stack)
    widest = max(layer.diameter for layer in layers)
    machine = _machine(recipe.press, ledger, widest)
    die = _die(recipe.press, ledger)
    _refuse_wide(layers, die)
    if machine.isostatic and die is not None:
        found = f'"{die.name}" in {machine.name}, which presses from all sides'
        raise RecipeRefusal(
            "press.die", found, "leave `die` and `action` out, or take another press"
        )
    _refuse_silent_metal(recipe, layers)
    for step in recipe.steps:
        _refuse_slack_spring(step, machine)
    steps, diameter = _steps(recipe), _pressed(recipe.press, die, widest)
    faces = _interfaces(recipe.interfaces, layers)
    return Stack(
        title=recipe.title,
        digest=digest(recipe, faces),
        layers=layers,
        interfaces=faces,
        steps=steps,
        machine=machine,
        die=die,
        diameter=diameter,
        guide_friction=recipe.press.si("guide_friction"),
        atmosphere=recipe.press.si("gas_pressure", _ATMOSPHERE[recipe.press.atmosphere]),
        temperature=recipe.press.si("temperature"),
        used=ledger.used,
        warnings=remarks(recipe, layers, faces, steps, tools=(machine, die, diameter)),
    )


def _machine(press: said.Press, ledger: Ledger, widest: float) -> Machine:
    card = _card(library.press, press.machine, "press.machine")
    bow, doubt = _touching_bow(press, card, ledger, widest)
    heating = ledger.value(card, "heating_rate")
    isostatic = card.options.get("loading") == "isostatic"
    return Machine(
        name=card.name,
        isostatic=isostatic,
        min_force=ledger.get(card, "min_force", 0.0),
        max_force=ledger.get(card, "max_force", float("inf")),
        max_pressure=ledger.get(card, "max_pressure", float("inf")),
        ram_diameter=ledger.value(card, "ram_diameter") if card.has("ram_diameter") else None,
        pressing_rate=ledger.value(card, "pressing_rate"),
        heating_rate=heating,
        cooling_rate=ledger.get(card, "cooling_rate", heating),
        max_temperature=ledger.value(card, "max_plate_temperature"),
        overshoot=ledger.value(card, "temperature_overshoot"),
        plate_bow=bow,
        plate_doubt=doubt,
        stiffness=ledger.value(card, "stiffness") if card.has("stiffness") else None,
        friction=by_carrier(library.material("steel"), ledger, "friction_factor_"),
        friction_doubt=doubts(library.material("steel"), ledger, "friction_factor_"),
        plate_slope=_plate_slope(press, card, ledger, widest),
        seated=(press.seat or card.options.get("seat", "fixed")) != "fixed",
        controller=controlled(card, ledger),
        overshoot_doubt=ledger.doubt(card, "temperature_overshoot"),
        resolution=ledger.get(card, f"{'pressure' if isostatic else 'force'}_resolution", 0.0),
        setting=ledger.get(card, "setting_scatter", 0.0),
        accuracy=ledger.get(card, "gauge_accuracy", 0.0),
        drift=ledger.get(card, "hold_drift", 0.0),
        torque_doubt=ledger.doubt(card, "torque_coefficient"),
        force_doubt=ledger.doubt(card, "max_pressure" if isostatic else "max_force"),
        heat_doubt=_kelvin(card, ledger, "max_plate_temperature"),
        stroke=ledger.get(card, "stroke", float("inf")),
        daylight=ledger.get(card, "daylight", float("inf")),
        clamp=clamp(card, ledger),
    )


def _touching_bow(
    press: said.Press, card: Card, ledger: Ledger, widest: float
) -> tuple[float, float]:
    """Bow (m) of what touches the widest layer, and the doubt of its logarithm.

    As written, else that of the punches where a die tells of them, else of the plates. A bow goes
    as the square of the width.
    """
    if press.plate_flatness is not None:
        return press.si("plate_flatness"), 0.0
    name, width = "plate_flatness", PLATE_WIDTH
    if press.die is not None:
        die = _card(library.die, press.die, "press.die")
        if die.has("punch_flatness"):
            card, name, width = die, "punch_flatness", ledger.value(die, "inner_diameter")
    return ledger.get(card, name, 0.0) * min(1.0, widest / width) ** 2, ledger.doubt(card, name)


def _plate_slope(press: said.Press, card: Card, ledger: Ledger, widest: float) -> float:
    """Angle between the plates, rad: as written over the widest disc, else the card's."""
    if press.plate_tilt is not None:
        return press.si("plate_tilt") / widest
    return ledger.get(card, "plate_parallelism", 0.0) / PLATE_WIDTH


def _card(shelf: Callable[[str], Card], name: str, where: str) -> Card:
    """The card of a press or die; an unknown one is refused at its place in the recipe."""
    try:
        return shelf(name)
    except CardRefusal as refusal:
        raise CardRefusal(where, refusal.found, refusal.instead) from None


def _die(press: said.Press, ledger: Ledger) -> Die | None:
    if press.die is None:
        return None
    card = _card(library.die, press.die, "press.die")
    return die_of(card, ledger, both=press.action != "one-sided")


def die_of(card: Card, ledger: Ledger, *, both: bool) -> Die:
    """The die of a card, in SI; `both` says that both punches press."""
    return Die(
        name=card.name,
        bore=ledger.value(card, "inner_diameter"),
        outer=ledger.value(card, "outer_diameter"),
        height=ledger.value(card, "height"),
        yield_stress=ledger.value(card, "yield_stress"),
        rated_pressure=ledger.value(card, "rated_pressure"),
        max_temperature=ledger.value(card, "max_temperature"),
        by_rating=card.options.get("limit") == "rated",
        wall_friction=ledger.get(card, "wall_friction", 0.0),
        both=both,
        punch=punch(card, ledger),
        polymer=polymer(card, ledger),
        doubts=DieDoubts(
            strength=ledger.doubt(card, "yield_stress"),
            outer=ledger.doubt(card, "outer_diameter"),
            rating=ledger.doubt(card, "rated_pressure"),
            temperature=_kelvin(card, ledger, "max_temperature"),
        ),
        clearance=ledger.get(card, "clearance", 0.0),
        clearance_doubt=ledger.doubt(card, "clearance"),
    )


def _kelvin(card: Card, ledger: Ledger, name: str) -> float:
    """Standard deviation of a temperature by the spread of its card, K."""
    return ledger.value(card, name) * ledger.doubt(card, name)


def _refuse_wide(layers: Iterable[Layer], die: Die | None) -> None:
    for layer in layers:
        if die is not None and layer.diameter > die.bore * _FITS:
            bore = show(die.bore, "mm")
            found = f"{show(layer.diameter, 'mm')}, wider than the die's {bore}"
            cure = f'write "{bore}" or less, or take a wider die than "{die.name}"'
            raise RecipeRefusal(f"stack.{layer.name}.diameter", found, cure)


def _refuse_silent_metal(recipe: Recipe, layers: tuple[Layer, ...]) -> None:
    """A metal on an electrolyte is what the recipe is about: its face must be described."""
    told = {frozenset(face.between) for face in recipe.interfaces}
    for below, above in pairwise(layers):
        metal, carrier = below.metal or above.metal, below.electrolyte or above.electrolyte
        if metal and carrier and {below.name, above.name} not in told:
            cure = (
                f'add [[interfaces]] between = ["{below.name}", "{above.name}"] with rms_height, '
                "hurst, longest, shortest"
            )
            raise RecipeRefusal("interfaces", f"nothing of {below.name}:{above.name}", cure)


def _pressed(press: said.Press, die: Die | None, widest: float) -> float:
    """The pressed diameter: as written, else the die's, else the widest disc."""
    own = press.si("diameter", die.bore if die is not None else widest)
    if die is not None and own > die.bore * _FITS:
        found = f'"{press.diameter}", wider than the die\'s {show(die.bore, "mm")}'
        raise RecipeRefusal("press.diameter", found, "leave it out: the die gives it")
    return own


def _interfaces(
    parts: Iterable[written.Interface], layers: tuple[Layer, ...]
) -> tuple[Interface, ...]:
    """In the order of the stack, the lower layer first."""
    order = {layer.name: index for index, layer in enumerate(layers)}
    made = [_interface(part, order) for part in parts]
    return tuple(sorted(made, key=lambda face: order[face.below]))


def _interface(part: written.Interface, order: dict[str, int]) -> Interface:
    below, above = sorted(part.between, key=lambda name: order[name])
    surface = relief(part)
    return Interface(
        below=below,
        above=above,
        spectrum=roughness(part, surface),
        relief=surface,
        charge_transfer=part.si("charge_transfer") if part.charge_transfer else None,
        double_layer=part.si("double_layer") if part.double_layer else None,
        film_resistance=part.si("film_resistance", 0.0),
        clean_fraction=part.clean_fraction,
        gas=part.gas,
    )


def _steps(recipe: Recipe) -> tuple[Step, ...]:
    present = recipe.layers_at()
    return tuple(_step(step, there) for step, there in zip(recipe.steps, present, strict=True))


def _refuse_slack_spring(step: said.Step, machine: Machine) -> None:
    springs = isinstance(step, said.Operate) and step.fixture == "spring"
    if springs and step.si("stiffness", 0.0) == 0 and machine.stiffness is None:
        found = f"nothing, and {machine.name} has none"
        cure = 'give that of the spring, for example "2 kN/mm"'
        raise RecipeRefusal(f"steps.{step.name}.stiffness", found, cure)


def _step(step: said.Step, layers: tuple[str, ...]) -> Step:
    def si(field: str) -> float | None:
        return step.si(field) if getattr(step, field, None) is not None else None

    return Step(
        name=step.name,
        kind=step.kind,  # type: ignore[attr-defined]
        layers=layers,
        fresh=bool(step.adds or step.removes),
        pressure=si("pressure") if step.kind != "eject" else 0.0,  # type: ignore[attr-defined]
        temperature=si("temperature"),
        dwell=_dwell(step, si("dwell")),
        rate=si("rate"),
        heating_rate=si("heating_rate"),
        current=si("current"),
        capacity=si("capacity"),
        fixture=getattr(step, "fixture", None),
        stiffness=si("stiffness"),
    )


def _dwell(step: said.Step, written: float | None) -> float:
    """As written; an operation without one lasts a cycle."""
    if written is None and isinstance(step, said.Operate):
        return 2 * step.si("capacity") / step.si("current")
    return written or 0.0
