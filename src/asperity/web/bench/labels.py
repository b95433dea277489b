"""What the fields of a recipe are called on the page."""

from __future__ import annotations

from types import MappingProxyType

_LABELS = MappingProxyType(
    {
        "machine": "Press",
        "action": "Punches that move",
        "seat": "Seat of the plates",
        "atmosphere": "Gas around the stack",
        "gas_pressure": "Pressure of the gas",
        "diameter": "Diameter",
        "temperature": "Temperature",
        "film": "Native film",
        "fabrication_pressure": "Made at a pressure of",
        "thickness_variation": "Variation of thickness",
        "active": "Active material",
        "electrolyte": "Electrolyte in it",
        "active_fraction": "Active material, by volume",
        "additive_fraction": "Additive, by volume",
        "initial_relative_density": "Density of the loose fill",
        "relative_density": "Relative density",
        "fill_unevenness": "Unevenness of the fill",
        "rms_height": "Roughness (rms)",
        "hurst": "Hurst exponent",
        "longest": "Longest wavelength",
        "shortest": "Shortest wavelength",
        "map": "Measured map",
        "spacing": "Distance of its points",
        "unit": "Unit of its heights",
        "channel": "Channel of heights",
        "level": "Taken off the map",
        "holes": "Points not measured",
        "periodic": "Goes on at its edges",
        "charge_transfer": "Charge transfer",
        "double_layer": "Double layer",
        "film_resistance": "Resistance of a film",
        "clean_fraction": "Clean share of the contact",
        "gas": "Gas trapped in voids",
        "adds": "Put in before",
        "removes": "Taken out before",
        "dwell": "Dwell",
        "rate": "Pressure rises by",
        "heating_rate": "Plates change by",
        "capacity": "Charge of a half cycle",
        "fixture": "What keeps the pressure",
        "stiffness": "Stiffness of the fixture",
    }
)
KINDS = MappingProxyType(
    {
        "foil": "metal foil",
        "pellet": "electrolyte pellet",
        "powder": "powder",
        "composite": "cathode powder, mixed",
        "film": "film",
        "plate": "rod or plate",
        "compact": "compact a powder",
        "bond": "bond layers",
        "press": "press",
        "heat": "heat",
        "cool": "cool",
        "hold": "hold",
        "release": "release the pressure",
        "eject": "eject from the die",
        "operate": "operate the cell",
    }
)
_WORDS = MappingProxyType({"True": "yes", "False": "no"})


def label(name: str) -> str:
    """The label of a field: "rms_height" is "Roughness (rms)"."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def choice(value: object) -> str:
    """One of the words a field may hold, as it is shown."""
    return _WORDS.get(str(value), str(value).replace("-", " "))
