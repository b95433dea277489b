"""One face by itself: its map in numbers, and how a material touches and closes on its grid."""

from asperity.study.face.hold import Hold as Hold
from asperity.study.face.pair import pair_of as pair_of
from asperity.study.face.press import PressedFace as PressedFace
from asperity.study.face.press import press_face as press_face
