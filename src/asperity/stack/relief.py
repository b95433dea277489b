"""The face of an interface: a measured map made ready, and the spectrum the mean field takes."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from asperity.errors import RecipeRefusal, TopographyRefusal, quoted
from asperity.recipe import Recipe
from asperity.recipe import layers as written
from asperity.stack.program import Interface
from asperity.topography import (
    Band,
    Spectrum,
    TopographyMap,
    joined,
    mean_field_spectrum,
    prepared,
    read_map,
    spectrum,
)

_FIELDS = frozenset({"spacing", "unit", "channel", "level", "holes"})


def relief(part: written.Interface) -> TopographyMap | None:
    """The map of a face, ready to be pressed; None where the recipe names none.

    Raises `TopographyRefusal` at its place in the recipe.
    """
    if part.map is None:
        return None
    try:
        face = read_map(
            part.map,
            spacing=part.si("spacing") if part.spacing else None,
            unit=part.unit,
            channel=part.channel,
            periodic=part.periodic,
        )
        return prepared(face, level=part.level, holes=part.holes)
    except TopographyRefusal as refusal:
        raise _placed(refusal, part, part.map) from None


def _placed(refusal: TopographyRefusal, part: written.Interface, file: str) -> TopographyRefusal:
    """A refusal of a map, told of the field of the recipe that mends it."""
    where = f"interfaces.{part.key}"
    if refusal.where in _FIELDS:
        return TopographyRefusal(f"{where}.{refusal.where}", refusal.found, refusal.instead)
    name = file.rpartition("/")[2]
    found = f"{quoted(name)}, {refusal.found}"
    return TopographyRefusal(f"{where}.map", found, refusal.instead)


def roughness(part: written.Interface, surface: TopographyMap | None) -> Spectrum:
    """The height spectrum of a face: of its map or its own band, and of the bands beside it.

    Raises `RecipeRefusal` for bands that overlap.
    """
    own = part.own
    listed = part.bands if own is None else (own, *part.bands)
    rows = [spectrum([_band(band)]) for band in listed]
    try:
        if surface is not None:
            rows.append(mean_field_spectrum(surface))
        return joined(rows)
    except ValueError as trouble:
        cure = "let each band begin where the longer one ends"
        raise RecipeRefusal(f"interfaces.{part.key}.bands", str(trouble), cure) from None
    except TopographyRefusal as refusal:
        raise _placed(refusal, part, part.map or "") from None


def _band(part: written.Band) -> Band:
    return Band(
        rms_height=part.si("rms_height"),
        hurst=part.hurst,
        longest=part.si("longest"),
        shortest=part.si("shortest"),
    )


def digest(recipe: Recipe, faces: Iterable[Interface]) -> str:
    """The digest of a recipe and of what is in the maps it names."""
    maps = [face.relief.digest for face in faces if face.relief is not None]
    if not maps:
        return recipe.digest
    return sha256(" ".join([recipe.digest, *maps]).encode("ascii")).hexdigest()
