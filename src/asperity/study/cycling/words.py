"""What a test was and why it ended, in words: a current without its protocol says little."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.outcome.gather.electric.cell import FLAW
from asperity.units import show


def amount(value: float, unit: str) -> str:
    """An SI value as people write it."""
    return show(value, unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What every protocol tells besides: pressures (Pa), temperature (K), the cutoff (V).

    `held` and `charged` are nominal, `face` is that on the face while it is held; `rim` is the
    compression along the face over it.
    """

    held: float
    face: float
    charged: float
    rim: float
    temperature: float
    cutoff: float

    def protocol(self, done: str) -> str:
        """What was done, with pressure and temperature."""
        pressure = amount(self.held, "MPa")
        if abs(self.charged - self.held) > 1e-3 * self.held:
            pressure = f"{pressure} to {amount(self.charged, 'MPa')}"
        if abs(self.face - self.held) > 1e-3 * self.held:
            pressure = f"{pressure} ({amount(self.face, 'MPa')} on the face)"
        return f"{done}, at {pressure} and {amount(self.temperature, 'degC')}; {self._rim()}"

    def _rim(self) -> str:
        """What holds the flaw shut that plating may open."""
        if self.rim == 0.0:
            return "the rim of the electrolyte free, so that nothing holds a flaw shut"
        return f"{self.rim:.2g} of the pressure holding flaws shut from the side (a stiff wall)"

    def why(self, cause: str, where: str = "") -> str:
        """Why it ended."""
        at = f" at {where}" if where else ""
        return {
            "stripping": f"voids have taken half of the contact{at}",
            "plating": f"plating opens a flaw of {amount(FLAW, 'um')}{at}",
            "polarisation": f"the drop{at or ' over the face'} exceeds {amount(self.cutoff, 'mV')}",
            "metal": "the metal is used up before contact is lost",
            "": "it passed all of them",
        }[cause]
