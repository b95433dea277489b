"""A pressed stack as elastic layers: axisymmetric finite elements."""

from asperity.layered.mesh import Mesh as Mesh
from asperity.layered.press import Model as Model
from asperity.layered.press import Path as Path
from asperity.layered.press import model as model
from asperity.layered.press import press as press
from asperity.layered.press import solve as solve
from asperity.layered.solution import Field as Field
from asperity.layered.solution import Peak as Peak
from asperity.layered.solution import Solution as Solution
from asperity.layered.solution import Touch as Touch
from asperity.layered.stack import Face as Face
from asperity.layered.stack import Plate as Plate
from asperity.layered.stack import Ring as Ring
from asperity.layered.stack import Seam as Seam
from asperity.layered.stack import Slab as Slab
from asperity.layered.stack import Stack as Stack
from asperity.layered.tilt import Leaning as Leaning
from asperity.layered.tilt import Leant as Leant
from asperity.layered.tilt import Tilted as Tilted
from asperity.layered.tilt import leant as leant
from asperity.layered.tilt import tilt as tilt
from asperity.layered.tilt import turned as turned
