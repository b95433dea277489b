"""A face that others measured and ship, beside others' own reading of it.

    python validation/measured.py [FOLDER]

The source package of SurfaceTopography 1.13.0 (MIT licence, its authors' test data) holds an atomic
force micrograph: 1024 by 1024 points over 2 um, and the same with its short waves filtered out. The
package is fetched by pip and unpacked, never built, and nothing of it is kept here.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from math import pi
from pathlib import Path

import numpy as np
from SurfaceTopography import Topography
from tables import show

from asperity.contact import elastic_contact
from asperity.topography import (
    TopographyMap,
    coarsen,
    fit_hurst,
    levelled,
    mean_field_spectrum,
    power_spectrum,
    prepared,
    read_map,
    rms_slope,
    statistics,
)

PACKAGE = "SurfaceTopography==1.13.0"
FILES = ("SurfaceExample.asc", "SurfaceExampleUnfiltered.asc")
# pip asks a package for its metadata even where it only fetches it, and would build it for that.
# This stands in for the package's own builder and answers from what the package says of itself.
BUILDER = """
from pathlib import Path

def get_requires_for_build_wheel(config_settings=None):
    return []

def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    told = Path("PKG-INFO").read_text("utf-8")
    words = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    folder = Path(metadata_directory) / f"{words['Name'].lower()}-{words['Version']}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(told, "utf-8")
    return folder.name
"""
OFFLINE = ("No matching distribution", "NewConnectionError", "timed out", "Name or service")


class UnreachableError(Exception):
    """The package index does not answer."""


def fetch(folder: Path) -> tuple[Path, ...]:
    """The files of the two maps, in `folder`. Raises `UnreachableError` without a package index."""
    (folder / "builder").mkdir(parents=True, exist_ok=True)
    (folder / "builder" / "mesonpy.py").write_text(BUILDER, "utf-8")
    words = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-build-isolation", "--no-binary", ":all:", "--dest", str(folder)),
        *("--timeout", "20", "--retries", "1", PACKAGE),
    ]
    world = os.environ | {"PYTHONPATH": str(folder / "builder")}
    done = subprocess.run(words, env=world, capture_output=True, text=True, check=False)
    if done.returncode and any(word in done.stderr for word in OFFLINE):
        raise UnreachableError(done.stderr.strip().splitlines()[-1])
    if done.returncode:
        raise RuntimeError(done.stderr)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as package:
        for member in package.getmembers():
            if Path(member.name).name in FILES and member.isfile():
                inside = package.extractfile(member)
                assert inside is not None
                (folder / Path(member.name).name).write_bytes(inside.read())
    return tuple(folder / name for name in FILES)


@dataclass(frozen=True)
class Compared:
    """One number, found by us and by SurfaceTopography."""

    what: str
    ours: float
    theirs: float

    @property
    def off(self) -> float:
        return self.ours / self.theirs - 1


def foreign(face: TopographyMap, *, periodic: bool) -> Topography:
    """The same heights in the words of SurfaceTopography: x first, metres."""
    sizes = face.size[1], face.size[0]
    return Topography(face.heights.T, sizes, unit="m", periodic=periodic)


def compared(face: TopographyMap) -> list[Compared]:
    """Statistics of a levelled map, ours and theirs, and the spectrum of the map made periodic."""
    theirs = foreign(face, periodic=False).detrend("height")
    ours = levelled(face)
    rows = [
        Compared("rms height, m", statistics.rms(ours), theirs.rms_height_from_area()),
        Compared("rms slope", statistics.slope(ours), theirs.rms_gradient()),
    ]
    ready = prepared(face)
    found, other = power_spectrum(ready, points=20), foreign(ready, periodic=True)
    q, density = other.power_spectrum_from_area(nb_points_per_decade=10, window="None")
    known = np.isfinite(density) & (density > 0)
    for band in (3, 6, 9):
        middle = found.wavenumber[0, band]
        told = np.exp(np.interp(np.log(middle), np.log(q[known]), np.log(density[known])))
        rows.append(
            Compared(
                f"C at {2e9 * pi / middle:.0f} nm, m^4",
                float(found.density[0, band]),
                float(told / (4 * pi**2)),  # their spectrum is 4π² of ours
            )
        )
    return rows


def main(folder: Path) -> None:
    for path in fetch(folder):
        face = read_map(str(path))
        print(f"\n{path.name}: {face.shape[0]} by {face.shape[1]}, {face.spacing[0] * 1e9:.3f} nm")
        show(
            ("", "here", "SurfaceTopography", "off by"),
            [(row.what, row.ours, row.theirs, row.off) for row in compared(face)],
        )
        ready = prepared(face)
        print("Hurst exponent:", fit_hurst(ready))
        print("slope in the mean field:", rms_slope(mean_field_spectrum(ready)))
        coarse = coarsen(ready, 4)
        touch = elastic_contact(
            coarse.heights, spacing=coarse.spacing[0], modulus=5e9, pressure=1e7
        )
        print("contact at 256 by 256, 10 MPa, E* 5 GPa:", touch.contact_fraction, touch.reason)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder))
