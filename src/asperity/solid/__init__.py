"""Powder pressed in a die as a solid body: axisymmetric finite elements with a cap model."""

from asperity.solid.cap import CapSet as CapSet
from asperity.solid.cap import assumed_set as assumed_set
from asperity.solid.cap import cap_set as cap_set
from asperity.solid.cap import elastic_set as elastic_set
from asperity.solid.press import Times as Times
from asperity.solid.press import compact as compact
from asperity.solid.record import Compaction as Compaction
from asperity.solid.record import Field as Field
from asperity.solid.stress import drive as drive
