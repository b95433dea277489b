"""Many recipes of one kind pressed at once, a column a number."""

from __future__ import annotations

from asperity.study.many.press import BATCH as BATCH
from asperity.study.many.press import press_many as press_many
from asperity.study.many.table import Points as Points
from asperity.study.many.table import Table as Table
