"""How far a force that was set is off: what scatters from pressing to pressing, what is in doubt.

    s² = r²/12 + (σ F)²           scatter of the force when it is set by its own reading
    d  = F [1 - exp(-h t)]/√12    what a hold adds in which nobody pumps again
    s_ln = √ln(1 + (s² + d²)/F²)  the same of ln F
    u  = C F_max/1.645            doubt, the same in every pressing: the gauge's calibration

F, F_max  force and full scale, N (or pressures, Pa: isostatic presses are read in them)
r         smallest step that can be read: a reading lies anywhere within it
σ         scatter of a setting over the force: seals, threads, the hand
h, t      share of the force lost in an hour's hold, per hour; duration of the hold, h
C         accuracy class of the gauge, a share of full scale: the largest error allowed, taken as
          nine of ten

Reading: a rectangular distribution of width r has r/√12 (JCGM 100:2008, 4.3.7); so has a pressure
that is looked at at any moment of a hold. Class: EN 837-1. ln: that of a log-normal with the same
mean and variance, which stays sane where the step read is more than the force (1 MPa on 10 mm under
a 30 t press). Torque: VDI 2230 gives ±17 to 23 % with a torque wrench that was tried on such bolts
and ±23 to 28 % with a friction out of a table.
"""

import numpy as np

from asperity.laws import Floats
from asperity.laws.chance import NINE_OF_TEN

RECTANGLE = 12.0**0.5
"""Width of a rectangular distribution over its standard deviation."""
HOUR = 3600.0


def lost_share(drift: Floats, duration: Floats) -> Floats:
    """Share of the force that a hold of `duration` (s) loses at `drift` an hour, without a pump."""
    return np.asarray(-np.expm1(-np.asarray(drift) * np.asarray(duration) / HOUR))


def force_scatter(
    force: Floats, *, resolution: Floats, setting: Floats = 0.0, lost: Floats = 0.0
) -> Floats:
    """Standard deviation (N) of a force (N) set by a reading of this resolution (N).

    `setting` is the scatter of a setting over the force, `lost` the share lost during a hold. Of
    pressures in Pa likewise.
    """
    read = np.square(np.asarray(resolution) / RECTANGLE)
    set_to = np.square(np.asarray(setting) * force)
    return np.asarray(np.sqrt(read + set_to + np.square(np.asarray(lost) * force / RECTANGLE)))


def relative(deviation: Floats, force: Floats) -> Floats:
    """Standard deviation of ln F from that of F, both N."""
    share = np.asarray(deviation, dtype=float) / np.asarray(force, dtype=float)
    return np.asarray(np.sqrt(np.log1p(np.square(share))))


def toward(deviation: Floats, force: Floats, share: Floats) -> Floats:
    """Standard deviation of ln F as a limit `share` times as far as F meets it.

    A force errs by newtons: a limit far above is many of them away, which a logarithm alone would
    give in proportion. With it ln(share) over this is (limit - F)/deviation. Below F the logarithm
    stays: no press pulls.
    """
    share = np.clip(np.asarray(share, dtype=float), 1e-12, 1e12)
    above = share > 1.0 + 1e-6
    slope = np.log(share) / np.where(above, share - 1.0, 1.0)
    far = np.asarray(deviation, dtype=float) / force * slope
    return np.asarray(np.where(above, far, relative(deviation, force)))


def gauge_doubt(
    force: Floats, *, accuracy: Floats, full_scale: Floats, share: Floats | None = None
) -> Floats:
    """Standard deviation of ln F in doubt with a gauge of this class and full scale (N).

    As a limit `share` times as far as F meets it (`toward`), where one is given.
    """
    off = np.asarray(accuracy) * full_scale / NINE_OF_TEN
    return relative(off, force) if share is None else toward(off, force, share)
