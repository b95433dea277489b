"""The whole chain: a recipe goes in, what the press does to the cell comes out."""

from asperity.run.chain import Pressed as Pressed
from asperity.run.chain import Reached as Reached
from asperity.run.chain import check as check
from asperity.run.chain import planned_steps as planned_steps
from asperity.run.chain import press as press
from asperity.run.chain import pressed as pressed
from asperity.run.chain import source_of as source_of
from asperity.run.chain import versions as versions
