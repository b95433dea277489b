"""A powder of a card pressed in a die as a body, with a cap set guessed from that card."""

from asperity.study.die.pellet import PressedPellet as PressedPellet
from asperity.study.die.pellet import press_pellet as press_pellet
from asperity.study.die.told import DieOutcome as DieOutcome
from asperity.study.die.told import told as told
