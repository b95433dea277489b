"""Cards of metals that do not exist, for which closed forms do."""

from pathlib import Path

UNITS = {
    "creep_prefactor": "MPa^-n/s",
    "creep_activation_energy": "J/mol",
    "creep_activation_volume": "m^3/mol",
    "size_length": "m",
    "adhesion_stress": "Pa",
    "dwell_time": "s",
    "unloading_modulus": "Pa",
}


def altered(folder: Path, base: str, **values: float) -> str:
    """Path of a card like `base` (and of its name) but for some numbers."""
    lines = [f'based_on = "{base}"', f'name = "{base}"']
    for name, value in values.items():
        lines += [f"[quantities.{name}]", f"value = {value!r}"]
        lines += [f'unit = "{UNITS[name]}"'] if name in UNITS else []
        lines += ['source = "made up"', 'trust = "fitted"']
    path = folder / f"{base}-altered.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)
