"""What a recipe must not contradict: names, neighbours, mixtures, topographies, order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asperity.errors import RecipeRefusal, one_of, quoted
from asperity.recipe.layers import Band, Composite, Foil, Interface, Layer, Pellet, Plate
from asperity.recipe.order import moves, sequence
from asperity.recipe.quantities import Part, example
from asperity.recipe.steps import AnyStep, Press
from asperity.units import show

STEEPEST = 0.25  # rms height over longest wavelength: beyond, a slope of more than one on the whole

BOWED = 0.1  # bow or tilt over the diameter: beyond, nothing of it is flat

FOLDED = 0.2  # height over length of a wrinkle that folds over itself when it is pressed


def contradictions(
    press: Press,
    stack: Sequence[Layer],
    interfaces: Sequence[Interface],
    steps: Sequence[AnyStep],
) -> list[RecipeRefusal]:
    """Everything a recipe contradicts itself in; what rests on unique names waits for them."""
    twice = [*_twice("stack", stack), *_twice("steps", steps)]
    if twice:
        return twice
    found = [*_dieless(press), *_mixed(stack), *_wrinkled(stack), *_thick(stack)]
    found += [*_bowed(stack), *_bent(press, stack)]
    found += [*_faces(stack, interfaces), *_surfaces(interfaces)]
    moved = list(moves(stack, steps))
    return [*found, *(moved or sequence(press, stack, steps))]


def _twice(table: str, entries: Sequence[Layer] | Sequence[AnyStep]) -> Iterator[RecipeRefusal]:
    """Layers or steps that share a name."""
    names = [entry.name for entry in entries]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield RecipeRefusal(
                f"{table}[{index}].name",
                f"{quoted(name)} a second time",
                f'write another name, for example "{_free(name, names)}"',
            )


def _free(name: str, names: Sequence[str]) -> str:
    """The name with the first number behind it that is still free."""
    return next(f"{name}-{i}" for i in range(2, len(names) + 3) if f"{name}-{i}" not in names)


def _dieless(press: Press) -> Iterator[RecipeRefusal]:
    """Which punch moves in a die asks for a die."""
    if press.die is None and press.action != "one-sided":
        cure = 'name a die, for example die = "hardened-steel-10mm", or leave `action` out'
        yield RecipeRefusal("press.action", f"{quoted(press.action)} without a die", cure)


def _mixed(stack: Sequence[Layer]) -> Iterator[RecipeRefusal]:
    """A composite must leave room for its electrolyte."""
    for layer in stack:
        if isinstance(layer, Composite) and layer.active_fraction + layer.additive_fraction >= 1:
            yield RecipeRefusal(
                f"stack.{layer.name}.active_fraction",
                f"{layer.active_fraction:g}, with additive_fraction {layer.additive_fraction:g}",
                "write fractions of less than 1 together, the rest is electrolyte",
            )


def _wrinkled(stack: Sequence[Layer]) -> Iterator[RecipeRefusal]:
    """Wrinkles have a height and a length, and are not folds."""
    for layer in stack:
        if not isinstance(layer, Foil):
            continue
        high, long = layer.si("wrinkle_height", 0.0), layer.si("wrinkle_length", 0.0)
        where = f"stack.{layer.name}.wrinkle"
        if (high > 0) != (long > 0):
            name = "length" if high > 0 else "height"
            told = example(Foil.model_fields[f"wrinkle_{name}"])
            yield RecipeRefusal(f"{where}_{name}", "nothing", f"write wrinkle_{name} = {told}")
        elif high > FOLDED * long:
            found = f"{quoted(layer.wrinkle_height)}, too high for a length of {show(long, 'mm')}"
            cure = f"write {show(FOLDED * long, 'um')} or less: what is steeper is folded"
            yield RecipeRefusal(f"{where}_height", found, cure)


def _thick(stack: Sequence[Layer]) -> Iterator[RecipeRefusal]:
    """Flaw and unevenness of a pellet lie within its thickness."""
    for layer in stack:
        if not isinstance(layer, Pellet):
            continue
        for name, found in (
            ("flaw_size", "as deep as the pellet is thick"),
            ("thickness_variation", "as much as the pellet is thick"),
        ):
            if layer.si(name, 0.0) >= layer.si("thickness"):
                yield RecipeRefusal(
                    f"stack.{layer.name}.{name}",
                    f"{quoted(getattr(layer, name))}, {found} or more",
                    f"write less than {layer.thickness}",
                )


def _bowed(stack: Sequence[Layer]) -> Iterator[RecipeRefusal]:
    """A disc is flat to a small part of its width."""
    for layer in stack:
        if isinstance(layer, Pellet | Plate):
            wide = layer.si("diameter")
            yield from _flat(f"stack.{layer.name}", layer, "flatness", wide)


def _bent(press: Press, stack: Sequence[Layer]) -> Iterator[RecipeRefusal]:
    """So are the plates, and they stand about parallel."""
    widest = max(layer.si("diameter") for layer in stack)
    for name in ("plate_flatness", "plate_tilt"):
        yield from _flat("press", press, name, widest)


def _flat(where: str, part: Part, name: str, wide: float) -> Iterator[RecipeRefusal]:
    """The refusal of a bow or tilt that is no small part of a width (m)."""
    if part.si(name, 0.0) > BOWED * wide:
        yield RecipeRefusal(
            f"{where}.{name}",
            f"{quoted(getattr(part, name))} on a diameter of {show(wide, 'mm')}",
            f"write {show(BOWED * wide, 'mm')} or less (a tenth of the diameter)",
        )


def _faces(stack: Sequence[Layer], interfaces: Sequence[Interface]) -> Iterator[RecipeRefusal]:
    """An interface joins two neighbours of the stack, and each pair once."""
    names = [layer.name for layer in stack]
    seen: set[frozenset[str]] = set()
    for interface in interfaces:
        where, pair = f"interfaces.{interface.key}.between", frozenset(interface.between)
        unknown = [name for name in interface.between if name not in names]
        if unknown:
            yield RecipeRefusal(where, quoted(unknown[0]), one_of(unknown[0], names))
        elif (
            len(pair) < 2
            or abs(names.index(interface.between[0]) - names.index(interface.between[1])) > 1
        ):
            yield _apart(where, interface, names)
        elif pair in seen:
            yield RecipeRefusal(where, "this pair a second time", "describe each interface once")
        seen.add(pair)


def _apart(where: str, interface: Interface, names: Sequence[str]) -> RecipeRefusal:
    """The refusal of an interface between layers that do not touch."""
    first, second = interface.between
    index = names.index(first)
    near = [quoted(names[i]) for i in (index - 1, index + 1) if 0 <= i < len(names)]
    cure = (
        f"{quoted(first)} touches {' and '.join(near)}" if near else "a single layer touches none"
    )
    return RecipeRefusal(where, f"{quoted(first)} and {quoted(second)}, which do not touch", cure)


def _surfaces(interfaces: Sequence[Interface]) -> Iterator[RecipeRefusal]:
    """Every band of every interface must be a surface that can be."""
    for interface in interfaces:
        where = f"interfaces.{interface.key}"
        yield from _described(where, interface)
        if interface.own is not None:
            yield from _band(where, interface.own)
        for index, band in enumerate(interface.bands):
            yield from _band(f"{where}.bands.{index}", band)


def _described(where: str, interface: Interface) -> Iterator[RecipeRefusal]:
    """A face is told by a map or by its own band, not by both, and by one of them."""
    for name in Band.model_fields:
        value, told = getattr(interface, name), example(Band.model_fields[name])
        if interface.map is None and value is None:
            cure = f"write {name} = {told}, or a map of the face"
            yield RecipeRefusal(f"{where}.{name}", "nothing", cure)
        elif interface.map is not None and value is not None:
            found = f"{quoted(value)} beside map = {quoted(interface.map)}"
            cure = "leave one out; further bands go into bands"
            yield RecipeRefusal(f"{where}.{name}", found, cure)
    for name in ("spacing", "unit", "channel"):
        value = getattr(interface, name)
        if interface.map is None and value is not None:
            found = f"{quoted(value)} without a map"
            yield RecipeRefusal(f"{where}.{name}", found, 'name its file, as in map = "face.npy"')


def _band(where: str, band: Band) -> Iterator[RecipeRefusal]:
    longest = band.si("longest")
    if longest <= band.si("shortest"):
        yield RecipeRefusal(
            f"{where}.longest",
            f"{quoted(band.longest)}, not longer than shortest = {quoted(band.shortest)}",
            "write the longest wavelength as longest",
        )
    elif band.si("rms_height") > STEEPEST * longest:
        yield RecipeRefusal(
            f"{where}.rms_height",
            f"{quoted(band.rms_height)}, too high for wavelengths up to {quoted(band.longest)}",
            f"write {show(STEEPEST * longest, 'um')} or less (a quarter of longest)",
        )
