"""How far the outcomes of a recipe spread."""

from __future__ import annotations

from asperity.study.spread.again import Repeats as Repeats
from asperity.study.spread.again import reproducibility as reproducibility
