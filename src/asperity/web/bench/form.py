"""A draft as fields: each with its label, its unit and bounds, its value as typed, its refusal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from asperity.errors import Refusal
from asperity.recipe.explain import KINDS, place
from asperity.recipe.layers import Band, Interface
from asperity.recipe.quantities import Part, written_as
from asperity.recipe.steps import Press, Step
from asperity.web.bench.amount import reading, within
from asperity.web.bench.draft import Draft, Key
from asperity.web.bench.labels import KINDS as NAMED
from asperity.web.bench.labels import choice, label

Sort = Literal["quantity", "choice", "card", "layers", "text"]
_CARDS = {"machine": "presses", "die": "dies"}.items()
_APART = frozenset({"kind", "between", "bands"})  # shown otherwise than as a field
COLUMNS = ("pressure", "temperature", "dwell")
"""Fields that every step shows that can have them, in this order."""
_KEPT = MappingProxyType({"die": "none", "pressure": "as it is", "temperature": "as it is"})
_OWN = ("rms_height", "hurst", "longest", "shortest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing a person may write.

    Attributes:
        key: where it stands in the tables
        label: what it is called
        sort: how it is written: as a quantity with its unit, one of `choices`, the name of a card
            of a `shelf`, some of the layers, or plain text
        value: as it was typed; of `layers` the names, parted by blanks; "" where it is left out
        usual: what counts where it is left out, or how it might be written
        reads: what the value is in the units of the report, where that is not what was typed
        hint: what it means
        bounds: the dimension and range of a quantity, in words
        choices: each with the words shown for it
        shelf: "materials", "presses", "dies" of a card
        plain: whether it is a plain number, without a unit
        needed: whether a recipe must say it
        refusals: what is wrong with it
    """

    key: Key
    label: str
    sort: Sort
    value: str
    usual: str = ""
    reads: str = ""
    hint: str = ""
    bounds: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    shelf: str = ""
    plain: bool = False
    needed: bool = False
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A layer, a face, a step, the press, or a further band of a face.

    Attributes:
        key: where it stands in the tables
        name: "metal", "metal:electrolyte"
        kind: "foil" of a layer, "press" of a step; "" where there are no kinds
        fields: what is written, and what must be
        more: what may be written besides, as name, label and meaning
        bands: further bands of a face
        refusals: what is wrong with it as a whole
    """

    key: Key
    name: str
    kind: str
    fields: tuple[Field, ...]
    more: tuple[tuple[str, str, str], ...] = ()
    bands: tuple[Section, ...] = ()
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A draft as fields.

    Attributes:
        title: of the recipe
        press: machine, die and what surrounds them
        layers: bottom to top
        faces: where layers meet, as far as they are described
        steps: in order
        bare: neighbours whose face nobody described yet
        refusals: what belongs to no field and no section
    """

    title: Field
    press: Section
    layers: tuple[Section, ...]
    faces: tuple[Section, ...]
    steps: tuple[Section, ...]
    bare: tuple[tuple[str, str], ...] = ()
    refusals: tuple[str, ...] = ()

    def sections(self) -> Iterator[Section]:
        """Press, layers, faces with their bands, steps."""
        yield self.press
        for section in (*self.layers, *self.faces, *self.steps):
            yield section
            yield from section.bands

    def fields(self) -> Iterator[Field]:
        """Every field there is."""
        yield self.title
        for section in self.sections():
            yield from section.fields


def form(
    draft: Draft, *, more: Sequence[Refusal] = (), opened: Collection[Key] = frozenset()
) -> Form:
    """The fields of a draft that has tables.

    `more` are refusals found beyond the recipe itself, `opened` fields shown though left out.
    """
    tables = draft.tables or {}
    told = _Told(tables, [*draft.refusals, *more], opened)
    layers = tuple(told.listed("stack"))
    faces = tuple(told.listed("interfaces"))
    steps = tuple(told.listed("steps"))
    return Form(
        title=told.title(),
        press=told.section(("press",), tables["press"], Press),
        layers=layers,
        faces=faces,
        steps=steps,
        bare=_bare(tables),
        refusals=told.rest(),
    )


class _Told:
    """Reads the sections of the tables, putting each refusal to the field it is of."""

    def __init__(
        self, tables: Mapping[str, Any], refusals: Sequence[Refusal], opened: Collection[Key]
    ) -> None:
        self.tables = tables
        self.opened = opened
        self.by_place: dict[str, list[str]] = {}
        for refusal in refusals:
            line = f"{refusal.found[:1].upper()}{refusal.found[1:]}: {refusal.instead}"
            self.by_place.setdefault(refusal.where, []).append(line)

    def at(self, key: Key) -> tuple[str, ...]:
        """What is wrong just there; it is then told, and told once."""
        numbered = f"{key[0]}[{key[1]}]{''.join(f'.{part}' for part in key[2:])}" if key[1:] else ""
        by_number = self.by_place.pop(numbered, ())
        return (*self.by_place.pop(place(key, self.tables), ()), *by_number)

    def beneath(self, key: Key) -> tuple[str, ...]:
        """What is wrong with a section beyond its fields."""
        root = place(key, self.tables)
        within = [where for where in self.by_place if where.startswith((f"{root}.", f"{root}["))]
        return (*self.at(key), *(line for where in within for line in self.by_place.pop(where)))

    def rest(self) -> tuple[str, ...]:
        """What belongs nowhere else."""
        return tuple(f"{where}: {line}" for where, lines in self.by_place.items() for line in lines)

    def title(self) -> Field:
        return Field(
            key=("title",),
            label="Title",
            sort="text",
            value=str(self.tables.get("title", "")),
            hint="One line that says what is pressed.",
            refusals=self.at(("title",)),
        )

    def listed(self, root: str) -> Iterator[Section]:
        for index, entry in enumerate(self.tables.get(root, ())):
            model = Interface if root == "interfaces" else KINDS[root][entry["kind"]]
            yield self.section((root, index), entry, model)

    def section(self, key: Key, entry: Mapping[str, Any], model: type[Part]) -> Section:
        shown = [
            name
            for name in _ordered(model)
            if _shown(name, entry, model) or (*key, name) in self.opened
        ]
        fields = tuple(self.field((*key, name), entry, model) for name in shown)
        bands = tuple(
            self.section((*key, "bands", index), band, Band)
            for index, band in enumerate(entry.get("bands", ()))
        )
        return Section(
            key=key,
            name=_name(key, entry),
            kind=str(entry.get("kind", "")),
            fields=fields,
            more=tuple(_more(shown, entry, model)),
            bands=bands,
            refusals=self.beneath(key),
        )

    def field(self, key: Key, entry: Mapping[str, Any], model: type[Part]) -> Field:
        name = str(key[-1])
        info = model.model_fields[name]
        written, shelf = written_as(info), _shelf(name, model)
        choices = _choices(info)
        usual = _usual(info) if info.default is not None else _KEPT.get(name, _usual(info))
        value = _typed(entry.get(name))
        return Field(
            key=key,
            label=label(name),
            sort=_sort(name, shelf, written is not None, bool(choices)),
            value=value,
            usual=usual,
            reads=reading(value, written),
            hint=info.description or "",
            bounds=within(written),
            choices=choices,
            shelf=shelf,
            plain=written is not None and written.dimension == "dimensionless",
            needed=info.is_required() or _rough(name, entry, model),
            refusals=self.at(key),
        )


def _sort(name: str, shelf: str, quantity: bool, chosen: bool) -> Sort:
    if name in {"adds", "removes"}:
        return "layers"
    if shelf:
        return "card"
    return "choice" if chosen else "quantity" if quantity else "text"


def _shelf(name: str, model: type[Part]) -> str:
    """Which cards a field names; "" where it names none."""
    if model is Press:
        return dict(_CARDS).get(name, "")
    named = {"material", "active", "electrolyte"}
    return "materials" if name in named and model not in {Interface, Band} else ""


def _name(key: Key, entry: Mapping[str, Any]) -> str:
    if key[0] == "press":
        return "press"
    if "bands" in key:
        return f"band {int(key[-1]) + 1}"
    return ":".join(entry["between"]) if "between" in entry else str(entry["name"])


def _ordered(model: type[Part]) -> list[str]:
    """The fields of a table as they are shown: the columns of the steps in one order."""
    names = list(model.model_fields)
    if not issubclass(model, Step):
        return names
    return sorted(names, key=lambda name: COLUMNS.index(name) if name in COLUMNS else 9)


def _shown(name: str, entry: Mapping[str, Any], model: type[Part]) -> bool:
    """What is written, and what must be; a face not measured must say its own roughness."""
    if name in _APART:
        return False
    if name in COLUMNS and issubclass(model, Step):
        return True
    if name in entry or model.model_fields[name].is_required():
        return True
    if model is Press:
        return name == "die"
    return _rough(name, entry, model)


def _rough(name: str, entry: Mapping[str, Any], model: type[Part]) -> bool:
    """Whether a field is of the roughness that a face without a map must say."""
    return model is Interface and name in _OWN and "map" not in entry


def _more(
    shown: Sequence[str], entry: Mapping[str, Any], model: type[Part]
) -> Iterator[tuple[str, str, str]]:
    """What may be said besides; the details of a map only where there is one."""
    of_map = {"spacing", "unit", "channel", "level", "holes", "periodic"}
    for name, info in model.model_fields.items():
        mapped = model is Interface and "map" not in entry and name in of_map
        owned = model is Interface and "map" in entry and name in _OWN
        if name not in {*shown, *_APART, "map"} and not mapped and not owned:
            yield name, label(name), info.description or ""


def _options(annotation: object) -> tuple[object, ...]:
    """The words of a `Literal`, wherever it stands in an annotation."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    found = (_options(inner) for inner in get_args(annotation))
    return next((words for words in found if words), ())


def _choices(info: FieldInfo) -> tuple[tuple[str, str], ...]:
    words = _options(info.annotation) or ((True, False) if info.annotation is bool else ())
    return tuple((_typed(word), choice(word)) for word in words)


def _usual(info: FieldInfo) -> str:
    """What counts where nothing is written, else an example."""
    if info.default not in {None, ()} and not info.is_required():
        return _typed(info.default)
    example = info.examples[0] if info.examples else ""
    return "" if isinstance(example, list) else f"such as {_typed(example)}" if example else ""


def _typed(value: object) -> str:
    """A value of the tables as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _bare(tables: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Neighbours in the stack whose face is not described."""
    names = [layer["name"] for layer in tables.get("stack", ())]
    told = [set(face["between"]) for face in tables.get("interfaces", ())]
    pairs = pairwise(names)
    return tuple(pair for pair in pairs if set(pair) not in told)


def kind_named(kind: str) -> str:
    """A kind of layer or step in words."""
    return NAMED.get(kind, kind)
