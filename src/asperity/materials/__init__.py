"""Cards of materials, presses and dies: each number with its unit, spread, source and trust."""

from asperity.materials.card import Card as Card
from asperity.materials.card import Quantity as Quantity
from asperity.materials.card import Trust as Trust
from asperity.materials.library import die as die
from asperity.materials.library import material as material
from asperity.materials.library import names as names
from asperity.materials.library import press as press
from asperity.materials.meaning import MEANINGS as MEANINGS
from asperity.materials.meaning import Meaning as Meaning
