"""Questions beside one press of one recipe: many presses of it, or one face by itself."""

from asperity.study.face import Hold as Hold
from asperity.study.face import PressedFace as PressedFace
from asperity.study.face import pair_of as pair_of
from asperity.study.face import press_face as press_face
from asperity.study.quantity import read as read
from asperity.study.quantity import scalars as scalars
from asperity.study.ranges import Range as Range
from asperity.study.solution import Solution as Solution
from asperity.study.solve import solve as solve
from asperity.study.sweep import Run as Run
from asperity.study.sweep import grid as grid
from asperity.study.sweep import sweep as sweep
