"""Relative density of a powder while pressure rises in a die: six published laws, invertible."""

from asperity.laws.powder.compaction.choice import COMPACTION as COMPACTION
from asperity.laws.powder.compaction.choice import Compaction as Compaction
