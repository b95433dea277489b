"""Two things of a recipe varied against each other, and what comes of it over the whole field."""

from __future__ import annotations

from asperity.study.mapping.back import from_dict as from_dict
from asperity.study.mapping.making import map_recipe as map_recipe
from asperity.study.mapping.quantity import Quantity as Quantity
from asperity.study.mapping.record import Danger as Danger
from asperity.study.mapping.record import Line as Line
from asperity.study.mapping.record import Map as Map
from asperity.study.mapping.told import to_columns as to_columns
from asperity.study.mapping.told import to_dict as to_dict
from asperity.study.mapping.window import Side as Side
from asperity.study.mapping.window import Window as Window
from asperity.study.mapping.window import window as window
