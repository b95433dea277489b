"""What lies on what: the layers of a stack, and the faces where two of them meet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from asperity.recipe.quantities import (
    ActiveShare,
    ArealCapacitance,
    AreaResistance,
    CardName,
    CleanShare,
    Conductivity,
    Density,
    Diameter,
    FilePath,
    Flatness,
    FlawDepth,
    Hurst,
    Mass,
    Name,
    Part,
    PointSpacing,
    PoreSize,
    RoughnessHeight,
    Share,
    Strength,
    Thickness,
    Unevenness,
    Wavelength,
)

LayerName = Annotated[
    Name, Field(description="Name of the layer, as paths use it.", examples=["metal"])
]
Material = Annotated[CardName, Field(description="Material card.", examples=["sodium"])]
Thick = Annotated[Thickness, Field(description="Thickness before pressing.", examples=["200 um"])]
Wide = Annotated[Diameter, Field(description="Diameter before pressing.", examples=["10 mm"])]
LayerMass = Annotated[Mass, Field(description="Mass put in.", examples=["80 mg"])]
Ionic = Annotated[
    Conductivity | None,
    Field(description="Measured conductivity; default: the card's.", examples=["1 mS/cm"]),
]
Bending = Annotated[
    Strength | None,
    Field(description="Measured flexural strength; default: the card's.", examples=["100 MPa"]),
]


class Foil(Part):
    """A soft metal: lithium or sodium, as foil, disc or block."""

    name: LayerName
    kind: Literal["foil"]
    material: Material
    thickness: Thick
    diameter: Wide
    film: StrictBool = Field(
        default=True, description="The metal carries its native film (oxide, carbonate)."
    )
    wrinkle_height: Flatness | None = Field(
        default=None,
        description="Height of its wrinkles from trough to crest; default: none.",
        examples=["100 um"],
    )
    wrinkle_length: Wavelength | None = Field(
        default=None,
        description="Wavelength of its wrinkles; needed where they have a height.",
        examples=["5 mm"],
    )


class Pellet(Part):
    """A ready-made electrolyte: sintered, or pressed before this recipe begins."""

    name: LayerName
    kind: Literal["pellet"]
    material: Material
    thickness: Thick
    diameter: Wide
    flatness: Flatness = Field(
        default="0 um", description="Bow of its face over its diameter.", examples=["5 um"]
    )
    relative_density: Density | None = Field(
        default=None,
        description="Density over that of the dense solid; default: the card's.",
        examples=[0.82],
    )
    fabrication_pressure: Strength | None = Field(
        default=None,
        description="Pressure it was made at: below it, pressing makes it no denser.",
        examples=["370 MPa"],
    )
    pore_throat: PoreSize | None = Field(
        default=None,
        description="Width of the open pores a metal can be pressed into; default: the card's.",
        examples=["100 nm"],
    )
    thickness_variation: Flatness = Field(
        default="0 um",
        description="How much thicker it is in the middle than at the rim, or the other way; it "
        "counts between stiff faces only, for soft metal on a face evens it out.",
        examples=["3 um"],
    )
    flaw_size: FlawDepth | None = Field(
        default=None,
        description="Depth of its largest flaw: its strength is then that of a crack so deep, "
        "where that is the weaker; default: the scatter of test pieces on the card.",
        examples=["50 um"],
    )
    conductivity: Ionic = None
    flexural_strength: Bending = None


class Powder(Part):
    """A powder of one material, loose until a step compacts it."""

    name: LayerName
    kind: Literal["powder"]
    material: Material
    mass: LayerMass
    diameter: Wide
    initial_relative_density: Density | None = Field(
        default=None, description="Of the loose fill; default: the card's.", examples=[0.4]
    )
    fill_unevenness: Unevenness | None = Field(
        default=None,
        description="Rms departure of the levelled fill from flat, over its height; default: the "
        "card's.",
        examples=["5 %"],
    )


class Composite(Part):
    """A cathode powder: active material, electrolyte and additive, mixed."""

    name: LayerName
    kind: Literal["composite"]
    active: Material = Field(description="Card of the active material.", examples=["NMC622"])
    electrolyte: Material = Field(description="Card of the electrolyte.", examples=["Li6PS5Cl"])
    active_fraction: ActiveShare = Field(
        description="Active material in the solids, by volume.", examples=[0.5]
    )
    additive_fraction: Share = Field(
        default=0.0, description="Conductive additive in the solids, by volume.", examples=[0.03]
    )
    mass: LayerMass
    diameter: Wide
    initial_relative_density: Density | None = Field(
        default=None, description="Of the loose fill; default: the card's.", examples=[0.4]
    )
    fill_unevenness: Unevenness | None = Field(
        default=None,
        description="Rms departure of the levelled fill from flat, over its height; default: the "
        "card's.",
        examples=["5 %"],
    )


class Film(Part):
    """A deposited or ready-made layer, such as a dense cathode film."""

    name: LayerName
    kind: Literal["film"]
    material: Material
    thickness: Thick
    diameter: Wide
    conductivity: Ionic = None
    flexural_strength: Bending = None


class Plate(Part):
    """A stiff metal part of the stack: rod, current collector, press plate."""

    name: LayerName
    kind: Literal["plate"]
    material: Material
    thickness: Thick
    diameter: Wide
    flatness: Flatness = Field(
        default="0 um", description="Bow of its face over its diameter.", examples=["2 um"]
    )


Layer = Annotated[Foil | Pellet | Powder | Composite | Film | Plate, Field(discriminator="kind")]
LAYERS: Mapping[str, type[Part]] = MappingProxyType(
    {
        "foil": Foil,
        "pellet": Pellet,
        "powder": Powder,
        "composite": Composite,
        "film": Film,
        "plate": Plate,
    }
)


class Band(Part):
    """One band of a surface's topography: self-affine between two wavelengths."""

    rms_height: RoughnessHeight = Field(
        description="Root-mean-square height of the band.", examples=["0.5 um"]
    )
    hurst: Hurst = Field(description="Hurst exponent.", examples=[0.8])
    longest: Wavelength = Field(description="Longest wavelength in the band.", examples=["10 um"])
    shortest: Wavelength = Field(description="Shortest wavelength in the band.", examples=["20 nm"])


class Rough(Part):
    """One self-affine band, unless something else tells the topography."""

    rms_height: RoughnessHeight | None = Field(
        default=None, description="Root-mean-square height of the face.", examples=["0.5 um"]
    )
    hurst: Hurst | None = Field(default=None, description="Hurst exponent.", examples=[0.8])
    longest: Wavelength | None = Field(
        default=None, description="Longest wavelength of the roughness.", examples=["10 um"]
    )
    shortest: Wavelength | None = Field(
        default=None, description="Shortest wavelength of the roughness.", examples=["20 nm"]
    )


class Measured(Rough):
    """A measured topography: the file of its map, and what the file does not tell."""

    map: FilePath | None = Field(
        default=None,
        description="File of a measured map of the harder face, counted from the recipe; it takes "
        "the place of `rms_height`, `hurst`, `longest`, `shortest`.",
        examples=["face.npy"],
    )
    spacing: PointSpacing | None = Field(
        default=None,
        description="Distance of its points, where the file does not tell it.",
        examples=["50 nm"],
    )
    unit: FilePath | None = Field(
        default=None,
        description="Unit of its heights, where the file does not tell it; of `.npy` metres.",
        examples=["um"],
    )
    channel: FilePath | None = Field(
        default=None,
        description="Channel of heights, where the file has several; default: its main one.",
        examples=["Height"],
    )
    level: Literal["none", "mean", "plane", "quadratic"] = Field(
        default="plane",
        description="What is taken off the map: nothing, its mean, its best plane, or its best "
        "surface of second degree.",
    )
    holes: Literal["refuse", "fill"] = Field(
        default="refuse", description="Points that were not measured: refused, or filled in."
    )
    periodic: StrictBool = Field(
        default=False,
        description="The map goes on at its edges with the opposite ones; else it is made to.",
    )


class Interface(Measured):
    """Where two layers meet: the roughness between them, and what current has to cross."""

    between: tuple[Name, Name] = Field(
        description="The two layers that touch, in either order.",
        examples=[["metal", "electrolyte"]],
    )
    charge_transfer: AreaResistance | None = Field(
        default=None,
        description="Charge-transfer resistance of true contact; default: the card's.",
        examples=["5 ohm cm^2"],
    )
    double_layer: ArealCapacitance | None = Field(
        default=None,
        description="Capacitance of true contact, beside the charge transfer; default: the card's.",
        examples=["5 uF/cm^2"],
    )
    film_resistance: AreaResistance | None = Field(
        default=None,
        description="Resistance of a film that stays between the two.",
        examples=["1 ohm cm^2"],
    )
    clean_fraction: CleanShare = Field(
        default=1.0,
        description="Share of the true contact that lets current through; the rest is covered.",
        examples=[0.5],
    )
    gas: StrictBool = Field(
        default=True, description="The gas around the press is trapped in closed voids."
    )
    bands: tuple[Band, ...] = Field(
        default=(),
        max_length=10,
        description="Further bands of topography, such as waviness.",
    )

    @property
    def own(self) -> Band | None:
        """The band written in the interface itself; None where a map stands in its place."""
        if None in {self.rms_height, self.hurst, self.longest, self.shortest}:
            return None
        return Band.model_validate({name: getattr(self, name) for name in Band.model_fields})

    @property
    def key(self) -> str:
        """The interface as paths name it: "metal:electrolyte"."""
        return ":".join(self.between)
